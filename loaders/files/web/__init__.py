"""Read saved web pages."""
