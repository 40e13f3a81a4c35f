"""The dashboard: a Streamlit app that shows the graph. `launch` starts it; nothing here is needed to use the graph."""

from danchieu.dashboards.launch import launch

__all__ = ["launch"]
