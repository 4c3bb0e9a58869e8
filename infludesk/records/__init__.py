"""What any record can have: files, and the workspace's own choices."""
