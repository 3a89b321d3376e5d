// Where the parts of an extracted text stand in the file it was taken from.

import Syntax

/// A piecewise map from UTF-8 offsets in an extracted text (a cell's code, a formula) to UTF-8 offsets in the file.
///
/// Lists indent and quotes prefix their lines, so a text that spans several lines is not contiguous in the file.
public struct SourceMap: Sendable, Hashable {
  /// From `text` on, up to the next piece, offsets grow alike in both texts, but not beyond `fileEnd`.
  public struct Piece: Sendable, Hashable {
    public var text: Int
    public var file: Int
    public var fileEnd: Int
  }

  public private(set) var pieces: [Piece]

  public init(pieces: [Piece] = []) { self.pieces = pieces }

  /// Adds a piece; pieces come in the order of the text.
  public mutating func append(text: Int, file: Int, fileEnd: Int) {
    pieces.append(Piece(text: text, file: file, fileEnd: fileEnd))
  }

  /// The offset in the file of an offset in the text.
  public func fileOffset(of offset: Int) -> Int {
    guard let first = pieces.first else { return 0 }
    guard offset > first.text else { return first.file }
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].text <= offset { low = middle } else { high = middle }
    }
    let piece = pieces[low]
    return min(piece.file + offset - piece.text, piece.fileEnd)
  }

  /// The span in the file of a span in the text.
  public func fileSpan(of span: Span) -> Span {
    let start = fileOffset(of: span.start)
    guard span.end > span.start else { return Span(start, start) }
    return Span(start, max(start, fileOffset(of: span.end - 1) + 1))
  }

  /// The map of the part of the text that begins at `start`.
  public func dropping(first start: Int) -> SourceMap {
    guard start > 0, !pieces.isEmpty else { return self }
    var result: [Piece] = []
    for (index, piece) in pieces.enumerated() {
      let next = index + 1 < pieces.count ? pieces[index + 1].text : Int.max
      if next <= start { continue }
      let skip = max(0, start - piece.text)
      result.append(
        Piece(text: piece.text + skip - start, file: min(piece.file + skip, piece.fileEnd), fileEnd: piece.fileEnd))
    }
    return SourceMap(pieces: result)
  }
}
