"""Read files that hold files: zip, tar and mail."""
