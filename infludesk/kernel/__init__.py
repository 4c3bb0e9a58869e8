"""The words every part shares: fields, ids, money, dates, text, problems and changes. Pure."""
