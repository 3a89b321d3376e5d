// A folder of notebooks as a site: what its pages share, computed once.

import Notebooks

struct Site: Sendable {
  let index: SiteIndex
  /// Where it will be found, if its author says so.
  let address: SiteAddress?
  private let navigation: SiteNavigation

  init(_ index: SiteIndex, address: SiteAddress?) {
    self.index = index
    self.address = address
    navigation = SiteNavigation(index)
  }

  /// What a page shows of the site.
  func context(of current: Int) -> SiteContext {
    let path = index.pages[current].path
    let root = String(repeating: "../", count: path.split(separator: "/").count - 1)
    var context = context(current, root: root) { index.link(to: $0, from: path) }
    context.canonical = address?.address(of: index.pages[current])
    let first = index.hasIndex ? 1 : 0
    func link(_ number: Int) -> SiteContext.Link? {
      index.pages.indices.dropFirst(first).contains(number) ? self.link(number, current, address: index.link(to: number, from: path)) : nil
    }
    context.previous = link(current - 1)
    context.next = link(current + 1)
    return context
  }

  /// What is shown of the site by the page for addresses where there is none.
  var contextOfMissingPage: SiteContext {
    let root = address?.path ?? ""
    return context(nil, root: root) { root + FileAddress.encode(index.pages[$0].htmlPath) }
  }

  private func context(_ current: Int?, root: String, _ address: (Int) -> String) -> SiteContext {
    let entries = navigation.entries(around: current).map { entry -> SiteContext.Entry in
      switch entry {
      case .page(let number): .page(link(number, current, address: address(number)))
      case .group(let title, let level, let first): .group(title: title, level: level, address: first.map(address))
      case .gap: .gap
      }
    }
    return SiteContext(root: root, home: index.hasIndex ? link(0, current, address: address(0)) : nil, entries: entries)
  }

  private func link(_ number: Int, _ current: Int?, address: String) -> SiteContext.Link {
    let page = index.pages[number]
    return SiteContext.Link(title: page.title, address: address, level: page.level, isCurrent: number == current)
  }
}
