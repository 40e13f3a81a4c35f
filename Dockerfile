# The dashboard and the command line, for docker-compose.yml. Only what `danchieu` itself needs gets in: the wheels are fetched
# with the hashes of the lock, and the installation sees nothing but those wheels.
FROM python:3.13-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
WORKDIR /source
COPY requirements.lock .
RUN pip download --quiet --require-hashes --only-binary :all: --dest /wheels --requirement requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY danchieu danchieu
COPY loaders loaders
COPY graph graph
COPY dashboards dashboards
COPY data data
RUN python -m venv /opt/danchieu && /opt/danchieu/bin/pip install --quiet --no-index --find-links /wheels .

FROM python:3.13-slim-bookworm
RUN useradd --uid 10001 --create-home danchieu
COPY --from=build /opt/danchieu /opt/danchieu
ENV PATH=/opt/danchieu/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER danchieu
WORKDIR /home/danchieu
EXPOSE 8501
ENTRYPOINT ["danchieu"]
CMD ["dashboard", "--no-browser", "--address", "0.0.0.0", "--port", "8501"]
