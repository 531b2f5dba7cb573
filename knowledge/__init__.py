"""What is true: the catalogue of metrics, its schema and its loader."""
