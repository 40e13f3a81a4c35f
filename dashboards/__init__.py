"""The dashboard: a Streamlit app that shows the graph. `launch` starts it."""

from danchieu.dashboards.launch import launch

__all__ = ["launch"]
