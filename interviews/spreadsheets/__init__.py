"""Spreadsheets of the library, in and out, as CSV, XLSX, YAML or JSON.

`kinds` says which columns there are. `reading` makes a `Table` of a file and `writing` a file of a
`Table`; `cells` turns the text of a cell into a value and back. `records` puts the rows of one
competency or role together, `resources` compares records with the library, `checking` says what
would become of each row, and `storing` writes. Nothing but `storing` writes to the database.
"""
