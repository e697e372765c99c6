"""What Segue proposes: continuations, takes, what it finds odd or known."""
