"""Pictures, videos and recordings that citizens sent: whose case they belong to, and the way to them."""
