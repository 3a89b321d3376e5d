// The file format of Jupyter notebooks, nbformat 4.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A Jupyter notebook (nbformat 4.0 to 4.5; written as 4.5).
struct JupyterNotebook: Codable {
  var cells: [Cell]
  var metadata: Metadata
  var nbformat = 4
  var nbformat_minor = 5

  struct Metadata: Codable {
    var kernelspec: KernelSpecification?
    var language_info: LanguageInformation?
    var title: String?
    /// What another form of page would need to give the source back.
    var nabla: Origin?
  }

  struct KernelSpecification: Codable {
    var name: String
    var display_name: String
    var language: String?
  }

  struct LanguageInformation: Codable {
    var name: String
    var file_extension: String?
    var mimetype: String?
  }

  /// The Markdown that a cell was written from.
  struct Origin: Codable {
    var source: String
  }

  struct Cell: Codable {
    enum Kind: String, Codable { case markdown, code, raw }

    var id: String?
    var cell_type: Kind
    var metadata: CellMetadata
    var source: Lines
    var attachments: [String: [String: Lines]]?
    /// Of code only; both are then required.
    var outputs: [Output]?
    var execution_count: Int?

    private enum CodingKeys: String, CodingKey {
      case id, cell_type, metadata, source, attachments, outputs, execution_count
    }

    init(id: String, kind: Kind, source: String, metadata: CellMetadata = CellMetadata(), outputs: [Output]? = nil, count: Int? = nil) {
      self.id = id
      cell_type = kind
      self.metadata = metadata
      self.source = Lines(source)
      self.outputs = outputs
      execution_count = count
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      id = try container.decodeIfPresent(String.self, forKey: .id)
      cell_type = try container.decode(Kind.self, forKey: .cell_type)
      metadata = (try? container.decode(CellMetadata.self, forKey: .metadata)) ?? CellMetadata()
      source = try container.decode(Lines.self, forKey: .source)
      attachments = try? container.decodeIfPresent([String: [String: Lines]].self, forKey: .attachments)
      outputs = try container.decodeIfPresent([Output].self, forKey: .outputs)
      execution_count = try? container.decodeIfPresent(Int.self, forKey: .execution_count)
    }

    /// Code has a count, which is null where it did not run.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(id, forKey: .id)
      try container.encode(cell_type, forKey: .cell_type)
      try container.encode(metadata, forKey: .metadata)
      try container.encode(source, forKey: .source)
      guard cell_type == .code else { return }
      try container.encode(outputs ?? [], forKey: .outputs)
      try container.encode(execution_count, forKey: .execution_count)
    }
  }

  struct CellMetadata: Codable {
    var tags: [String]?
    /// Of raw cells: a media type.
    var format: String?
    var nabla: Origin?
    var jupyter: Folding?
  }

  /// What JupyterLab shows folded.
  struct Folding: Codable {
    var source_hidden: Bool? = true
    var outputs_hidden: Bool? = true
  }

  struct Output: Codable {
    var output_type: String
    /// Of streams.
    var name: String?
    var text: Lines?
    /// Of displays and results, by media type. JSON of other kinds of output is not kept.
    var data: [String: Lines]?
    var metadata: [String: String]?
    var execution_count: Int?
    /// Of errors.
    var ename: String?
    var evalue: String?
    var traceback: [String]?

    init(_ type: String) { output_type = type }

    private enum CodingKeys: String, CodingKey {
      case output_type, name, text, data, metadata, execution_count, ename, evalue, traceback
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      output_type = try container.decode(String.self, forKey: .output_type)
      name = try? container.decodeIfPresent(String.self, forKey: .name)
      text = try? container.decodeIfPresent(Lines.self, forKey: .text)
      // A widget's data is JSON, which no page shows.
      data = try container.decodeIfPresent([String: Lossy].self, forKey: .data)?.compactMapValues(\.lines)
      ename = try? container.decodeIfPresent(String.self, forKey: .ename)
      evalue = try? container.decodeIfPresent(String.self, forKey: .evalue)
      traceback = try? container.decodeIfPresent([String].self, forKey: .traceback)
    }

    private struct Lossy: Decodable {
      let lines: Lines?
      init(from decoder: any Decoder) throws { lines = try? Lines(from: decoder) }
    }
  }

  /// Text, which a file holds as one string or as a list of lines.
  struct Lines: Codable {
    var text: String

    init(_ text: String) { self.text = text }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self.text = text
      } else {
        text = try container.decode([String].self).joined()
      }
    }

    /// A list of lines, each with its line break, so that differences of two files can be read.
    func encode(to encoder: any Encoder) throws {
      var lines: [String] = []
      var rest = text[...]
      while let end = rest.firstIndex(of: "\n") {
        lines.append(String(rest[...end]))
        rest = rest[rest.index(after: end)...]
      }
      if !rest.isEmpty { lines.append(String(rest)) }
      var container = encoder.singleValueContainer()
      try container.encode(lines)
    }
  }
}
