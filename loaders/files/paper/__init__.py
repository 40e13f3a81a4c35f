"""Read what is printed: PDF, scans and pictures of pages."""
