"""python -m danchieu"""

from danchieu import main

if __name__ == "__main__":
    main()
