// A table that a cell computed, as HTML.

import Engine

enum TableHTML {
  /// The whole table, for places without our style.
  static func table(_ table: TableFace) -> String {
    var html = "<table>\n" + rows(table) + "</table>\n"
    if table.totalRows > table.rows.count { html += "<p>… \(table.totalRows - table.rows.count) more rows</p>\n" }
    return html
  }

  /// Head and body.
  static func rows(_ table: TableFace) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      var text = "<tr>"
      for (column, cell) in cells.enumerated() {
        let isTrailing = column < table.alignments.count && table.alignments[column] == .trailing
        text += "<\(tag)\(tag == "th" ? " scope=\"col\"" : "")\(isTrailing ? " class=\"right\"" : "")>\(HTMLText.escape(cell))</\(tag)>"
      }
      return text + "</tr>\n"
    }
    return "<thead>\(row(table.header, "th"))</thead>\n<tbody>\n" + table.rows.map { row($0, "td") }.joined() + "</tbody>"
  }
}
