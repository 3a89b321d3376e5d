// The list of pages beside a page: all of a small site, and what is near in a large one.

import Notebooks
import Testing

@testable import Publishing

@Suite struct SiteNavigationTests {
  /// A site of so many pages, each in the group that is given for it.
  private func navigation(_ count: Int, _ groups: (Int) -> [String]) throws -> SiteNavigation {
    let pages = (0..<count).map { SiteIndex.Page(path: "\($0).md", title: "\($0)", level: 0, groups: groups($0)) }
    return SiteNavigation(SiteIndex(pages, hasIndex: false))
  }

  @Test func aSmallSiteListsEverything() throws {
    let entries = try navigation(4) { [["A"], ["A", "B"], ["A"], []][$0] }.entries(around: 2)
    #expect(
      entries == [
        .group(title: "A", level: 0, first: nil), .page(0), .group(title: "B", level: 1, first: nil), .page(1), .page(2), .page(3),
      ])
  }

  @Test func aLargeSiteListsTheGroupAndLinksToTheOthers() throws {
    let navigation = try navigation(300) { ["\($0 / 100)"] + ($0 % 100 < 2 ? ["\($0 % 100)"] : []) }
    let entries = navigation.entries(around: 150)
    #expect(entries.first == .group(title: "0", level: 0, first: 0) && entries.last == .group(title: "2", level: 0, first: 200))
    #expect(Array(entries[1...2]) == [.group(title: "1", level: 0, first: nil), .gap])
    #expect(Array(entries[3..<84]) == (110...190).map { .page($0) })
    #expect(
      Array(navigation.entries(around: 101)[1...4]) == [
        .group(title: "1", level: 0, first: nil), .group(title: "0", level: 1, first: 100), .group(title: "1", level: 1, first: nil), .page(101),
      ])
    let groups = (0..<3).map { SiteNavigation.Entry.group(title: "\($0)", level: 0, first: $0 * 100) }
    #expect(navigation.entries(around: nil) == groups)
  }

  @Test func noPageListsMoreThanIsNear() throws {
    let navigation = try navigation(10_000) { _ in [] }
    for page in [0, 40, 41, 5_000, 9_999] {
      let entries = navigation.entries(around: page)
      #expect(entries.count <= 83 && entries.contains(.page(page)))
    }
  }
}
