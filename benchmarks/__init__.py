"""Speed, measured beside what others would use, in the same run."""
