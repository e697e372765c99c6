"""The program's one understanding of ABC. Every other room asks it."""
