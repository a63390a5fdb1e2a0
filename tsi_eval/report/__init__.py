"""From what was released to what people read; nothing here computes a result, or can see a person's row."""
