"""The formats: archives, XML, spreadsheets and text, each read within bounds."""
