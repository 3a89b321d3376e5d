// The list of pages that stands beside each page of a site.

import Notebooks

/// The pages of a site in their groups, of which each page shows what is around it.
///
/// A small site lists all pages on every page. In a large one that would make as many links as pages times pages: there a
/// page lists its own group, and other groups as links to their first pages.
struct SiteNavigation: Sendable {
  /// An entry of the list, pages by their numbers in the index.
  enum Entry: Equatable {
    case page(Int)
    /// A group; its pages follow, or it leads to its first page.
    case group(title: String, level: Int, first: Int?)
    /// Pages or groups that are not shown.
    case gap
  }

  private enum Item {
    case page(Int)
    case group(Int)
  }

  private struct Group {
    var title = ""
    var level = 0
    /// The number of its first page.
    var first = 0
    var items: [Item] = []
    /// The group around it, and its place there.
    var outer: (group: Int, position: Int)?
  }

  /// Sites up to this many pages list all of them on every page.
  private static let completeCount = 200
  /// How many entries a large site shows before and behind the current one, at each level of groups.
  private static let reach = 40

  /// The first is the whole site.
  private var groups = [Group()]
  /// The group of each page, and its place there; the index of the site has none.
  private var places: [Int: (group: Int, position: Int)] = [:]
  private let isComplete: Bool

  init(_ index: SiteIndex) {
    let own = index.pages.indices.dropFirst(index.hasIndex ? 1 : 0)
    isComplete = own.count <= SiteNavigation.completeCount
    var open = [0]
    for number in own {
      let titles = index.pages[number].groups
      let known = zip(open.dropFirst(), titles).prefix { groups[$0].title == $1 }.count
      open.removeSubrange((known + 1)...)
      for (level, title) in titles.enumerated().dropFirst(known) {
        let outer = open[open.count - 1]
        open.append(groups.count)
        groups.append(Group(title: title, level: level, first: number, outer: (outer, groups[outer].items.count)))
        groups[outer].items.append(.group(groups.count - 1))
      }
      let group = open[open.count - 1]
      places[number] = (group, groups[group].items.count)
      groups[group].items.append(.page(number))
    }
  }

  /// What a page lists.
  ///
  /// - Parameter page: its number; `nil` for one that is not in the index.
  func entries(around page: Int?) -> [Entry] {
    var entries: [Entry] = []
    if isComplete {
      addAll(of: 0, to: &entries)
      return entries
    }
    // The way from the whole site down to the page.
    var way: [Int: Int] = [:]
    var place = page.flatMap { places[$0] }
    while let (group, position) = place {
      way[group] = position
      place = groups[group].outer
    }
    add(0, along: way, to: &entries)
    return entries
  }

  private func addAll(of group: Int, to entries: inout [Entry]) {
    for item in groups[group].items {
      switch item {
      case .page(let number): entries.append(.page(number))
      case .group(let inner):
        entries.append(.group(title: groups[inner].title, level: groups[inner].level, first: nil))
        addAll(of: inner, to: &entries)
      }
    }
  }

  private func add(_ group: Int, along way: [Int: Int], to entries: inout [Entry]) {
    let items = groups[group].items
    let current = way[group] ?? 0
    let shown = items.indices.clamped(to: current - SiteNavigation.reach..<current + SiteNavigation.reach + 1)
    if shown.lowerBound > 0 { entries.append(.gap) }
    for item in items[shown] {
      switch item {
      case .page(let number): entries.append(.page(number))
      case .group(let inner):
        let isOpen = way[inner] != nil
        entries.append(.group(title: groups[inner].title, level: groups[inner].level, first: isOpen ? nil : groups[inner].first))
        if isOpen { add(inner, along: way, to: &entries) }
      }
    }
    if shown.upperBound < items.count { entries.append(.gap) }
  }
}
