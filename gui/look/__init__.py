"""How everything looks and speaks: themes, icons, words, languages."""
