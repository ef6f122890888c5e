"""What tests share: invented briefs and projects, and readers that share no code with us."""
