// What a page does in a preview: it is told of changes, and puts them in the place of what was there.

import Publishing

enum PreviewScript {
  /// The page with the script in its head, before the page's own.
  ///
  /// - Parameters:
  ///   - page: its address, relative to the root.
  ///   - styleVersion: a number that changes with the style that the pages of a site share.
  static func added(to html: String, page: String, version: String, styleVersion: Int) -> String {
    let head = "<meta charset=\"utf-8\">\n"
    guard let place = html.firstRange(of: head) else { return html }
    let element =
      "<script src=\"/.nabla/preview.js\" data-page=\"\(FileAddress.encode(page))\" data-version=\"\(version)\""
      + " data-style=\"\(styleVersion)\"></script>\n"
    return html[..<place.upperBound] + element + html[place.upperBound...]
  }

  /// The shared style, with an address of the font that changes with it: browsers keep a font as long as its address stays.
  static func refreshingFont(_ bytes: [UInt8], of address: String, _ styleVersion: Int) -> [UInt8] {
    guard address.hasSuffix(".css") else { return bytes }
    return Array(String(decoding: bytes, as: UTF8.self).replacing(".woff2", with: ".woff2?\(styleVersion)").utf8)
  }

  /// Blocks that are the same stay as the reader left them: unfolded, scrolled, selected. Where more than blocks and lists of links
  /// changed, the page is loaded again.
  static let text = #"""
    (() => {
      const own = document.currentScript
      const root = document.documentElement
      const page = own.dataset.page
      let version = own.dataset.version
      let style = own.dataset.style
      const reload = () => location.reload()

    """# + "\n" + PageScript.repeatable + "\n" + #"""

      // The lists of links beside the text, which change on their own.
      const lists = "nav.contents ul, nav.site ul"
      const mainOf = page => page.querySelector("main")

      // What the server sent, before scripts changed it.
      let blocks = []
      let served = null
      const shell = page => {
        const body = page.body.cloneNode(true)
        for (const part of body.querySelectorAll("main, " + lists)) part.replaceChildren()
        return body.outerHTML
      }
      const copy = page => ({
        shell: shell(page),
        lists: [...page.querySelectorAll(lists)].map(list => list.innerHTML),
        styles: [...page.head.querySelectorAll("style")].map(style => style.textContent),
      })

      // The child of `main` in which an element stands now.
      const blockOf = element => {
        while (element && element.parentNode !== mainOf(document)) element = element.parentNode
        return element
      }

      // For each new block the old one that is the same, in order.
      const match = wanted => {
        const old = blocks.map(block => block.html)
        const found = Array(wanted.length).fill(null)
        let start = 0
        while (start < wanted.length && start < old.length && wanted[start] === old[start]) { found[start] = start; start++ }
        let end = 0
        while (end < Math.min(wanted.length, old.length) - start && wanted[wanted.length - 1 - end] === old[old.length - 1 - end]) {
          found[wanted.length - 1 - end] = old.length - 1 - end
          end++
        }
        const places = new Map()
        for (let at = start; at < old.length - end; at++) places.set(old[at], [...(places.get(old[at]) ?? []), at])
        let next = start
        for (let at = start; at < wanted.length - end; at++) {
          const place = (places.get(wanted[at]) ?? []).find(place => place >= next)
          if (place === undefined) continue
          found[at] = place
          next = place + 1
        }
        return found
      }

      // Which parts are unfolded, by the nearest id and their number below it.
      const folds = main => {
        const counts = {}
        return [...main.querySelectorAll("details")].map(part => {
          const id = part.closest("[id]").id
          counts[id] = (counts[id] ?? 0) + 1
          return { key: id + " " + counts[id], part }
        })
      }

      // Does something while an element stays where it is in the window. Browsers would move the window too, if they were let.
      const keepingPlace = (element, act) => {
        const top = element?.getBoundingClientRect().top
        root.style.overflowAnchor = "none"
        act()
        if (element) scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" })
        requestAnimationFrame(() => requestAnimationFrame(() => { root.style.overflowAnchor = "" }))
      }

      let fresh = []
      const all = selector => fresh.flatMap(part => [part, ...part.querySelectorAll("*")]).filter(part => part.matches(selector))
      let section = new AbortController()
      const addEventListener = (type, act, options) => window.addEventListener(type, act, { ...options, signal: section.signal })

      // Puts a new page in the place of this one; whether that could be done.
      const exchange = next => {
        // Sliders and what depends on them belong together.
        if ([document, next].some(page => page.querySelector("[data-slider]"))) return false
        const copied = copy(next)
        const main = mainOf(document)
        const wanted = [...mainOf(next).children]
        if (copied.shell !== served.shell || copied.styles.length !== served.styles.length) return false
        const kept = match(wanted.map(block => block.outerHTML))
        const stays = blocks.map(block => blockOf(block.element))
        const hasScript = block => block.matches("script") || block.querySelector("script")
        if (stays.includes(null) || wanted.some((block, at) => kept[at] === null && hasScript(block))) return false

        const open = new Map(folds(main).map(({ key, part }) => [key, part.open]))
        const anchor = kept.filter(at => at !== null).map(at => stays[at]).find(block => block.getBoundingClientRect().bottom > 0)
        keepingPlace(anchor, () => replace(next, copied, wanted, kept, stays, open))
        served = copied
        return true
      }

      const replace = (next, copied, wanted, kept, stays, open) => {
        const main = mainOf(document)
        document.title = next.title
        document.head.querySelectorAll("style:not([data-preview])").forEach((style, at) => {
          if (copied.styles[at] !== undefined && copied.styles[at] !== served.styles[at]) style.textContent = copied.styles[at]
        })
        const isKept = new Set(kept.filter(at => at !== null))
        stays.forEach((block, at) => { if (!isKept.has(at)) block.remove() })
        let place = main.firstElementChild
        const elements = wanted.map((block, at) => kept[at] === null ? document.adoptNode(block) : blocks[kept[at]].element)
        blocks = elements.map((element, at) => ({ element, html: kept[at] === null ? element.outerHTML : blocks[kept[at]].html }))
        fresh = elements.filter((_, at) => kept[at] === null)
        kept.forEach((from, at) => {
          if (from === null) main.insertBefore(elements[at], place)
          else place = stays[from].nextElementSibling
        })
        const isFresh = new Set(fresh)
        for (const { key, part } of folds(main)) {
          if (open.has(key) && isFresh.has(blockOf(part))) part.open = open.get(key)
        }
        document.querySelectorAll(lists).forEach((list, at) => {
          if (copied.lists[at] === served.lists[at]) return
          const scroll = list.closest("nav").scrollTop
          list.innerHTML = copied.lists[at]
          list.closest("nav").scrollTop = scroll
        })
        copyButtons()
        stops()
        section.abort()
        section = new AbortController()
        currentSection()
      }

      let isLoading = false
      let wantedVersion = version
      const load = async () => {
        if (isLoading) return
        isLoading = true
        try {
          while (version !== wantedVersion) {
            const asked = wantedVersion
            const answer = await fetch("/" + page, { cache: "no-store" })
            const next = new DOMParser().parseFromString(await answer.text(), "text/html")
            const script = next.querySelector("script[data-version]")
            if (!script) return reload()
            const sheet = document.querySelector("link[rel=stylesheet]")
            if (sheet && script.dataset.style !== style) {
              const made = sheet.cloneNode()
              made.href = sheet.href.split("?")[0] + "?" + script.dataset.style
              made.addEventListener("load", () => sheet.remove())
              sheet.after(made)
              style = script.dataset.style
            }
            if (!exchange(next)) return reload()
            version = script.dataset.version
            if (asked === wantedVersion) break
          }
        } catch {
          // The server is gone; the connection tells.
        }
        isLoading = false
      }

      // What the reader is told beside the page. It is put in as text, never as HTML.
      const make = (tag, name, ...content) => {
        const made = document.createElement(tag)
        if (name) made.className = name
        made.append(...content)
        return made
      }
      const bar = make("aside", "preview-bar")
      const mark = make("p", "preview-mark")
      bar.setAttribute("aria-label", "Preview")
      mark.setAttribute("role", "status")
      mark.hidden = true
      let shown = ""
      const show = state => {
        const text = JSON.stringify([state.trouble, state.problems, state.problemCount])
        if (text === shown) return
        shown = text
        const parts = []
        if (state.trouble) parts.push(make("p", "preview-trouble", state.trouble))
        if (state.problemCount) {
          const isOpen = bar.querySelector("details")?.open ?? true
          const list = make("details", "", make("summary", "", state.problemCount === 1 ? "1 problem" : `${state.problemCount} problems`))
          list.open = isOpen
          const entries = state.problems.map(problem => {
            const link = make("a", "", problem.place)
            link.href = problem.anchor ? "#" + encodeURIComponent(problem.anchor) : "#"
            const entry = make("li", problem.severity, link, ` ${problem.severity}: ${problem.message}`)
            if (problem.hint) entry.append(make("span", "preview-hint", ` — ${problem.hint}`))
            return entry
          })
          const rest = state.problemCount - state.problems.length
          if (rest > 0) entries.push(make("li", "", `… ${rest} more`))
          list.append(make("ol", "", ...entries))
          parts.push(list)
        }
        keepingPlace(scrollY > 0 ? mainOf(document) : null, () => {
          bar.replaceChildren(...parts)
          bar.hidden = !parts.length
        })
      }
      let waiting = null
      const say = (text, delay) => {
        clearTimeout(waiting)
        if (!text) { mark.hidden = true; return }
        waiting = setTimeout(() => { mark.textContent = text; mark.hidden = false }, delay)
      }

      let images = null
      const connect = () => {
        const socket = new WebSocket(`ws://${location.host}/.nabla/live/${page}`)
        socket.addEventListener("message", event => {
          const state = JSON.parse(event.data)
          if (images !== null && state.images !== images) return reload()
          if (!state.isRunning) images = state.images
          say(state.isRunning ? "Running …" : "", 150)
          show(state)
          if (!state.version) return
          wantedVersion = state.version
          load()
        })
        socket.addEventListener("close", () => {
          say("The preview has ended.", 300)
          setTimeout(connect, 1000)
        })
      }

      document.addEventListener("DOMContentLoaded", () => {
        served = copy(document)
        blocks = [...mainOf(document).children].map(element => ({ element, html: element.outerHTML }))
        const sheet = make("style", "", `
          .preview-bar{position:sticky;top:0;z-index:4;max-height:35vh;overflow:auto;font-size:.85rem;line-height:1.5;color:var(--ink);
            background:var(--page);border-bottom:3px solid var(--wrong);padding:.4rem 1.2rem}
          .preview-bar[hidden],.preview-mark[hidden]{display:none}
          .preview-bar p,.preview-bar ol{margin:.2rem 0}.preview-bar summary,.preview-trouble{font-weight:600}
          .preview-hint{color:var(--muted)}
          .preview-mark{position:fixed;right:1rem;bottom:1rem;z-index:4;margin:0;padding:.2rem .8rem;font-size:.85rem;
            color:var(--ink);background:var(--page);border:1px solid var(--muted);border-radius:3px}
          @media print{.preview-bar,.preview-mark{display:none}}
        `)
        sheet.dataset.preview = ""
        document.head.append(sheet)
        bar.hidden = true
        document.body.prepend(bar)
        document.body.append(mark)
        connect()
      })
    })()
    """#
}
