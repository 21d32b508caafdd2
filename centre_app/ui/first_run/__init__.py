"""第一次使用: six steps that ask for everything an office has on its first day, and make it at the end."""
