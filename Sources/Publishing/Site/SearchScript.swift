// The search of a site in the browser: no server, nothing asked for elsewhere.

enum SearchScript {
  /// Stands behind `PageScript` in the script of a site. It makes the search box itself, so that a page without script has
  /// no dead one, and loads the index when the reader first turns to it. What it shows is put in as text, never as HTML.
  static let text = #"""
    (() => {
      const indexAddress = new URL("\#(SearchIndex.name)", document.currentScript.src)
      const site = new URL("..", document.currentScript.src)
      const mostShown = 30

      // Text without accents and case; mathematical letters become plain ones.
      const fold = text => /^[\x00-\x7f]*$/.test(text)
        ? text.toLowerCase()
        : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ")
      const isLetter = character => character !== undefined && /[\p{L}\p{N}_]/u.test(character)

      // The words that are looked for; signs only where there are no words.
      const terms = query => {
        const folded = fold(query)
        return [...new Set(folded.match(/[\p{L}\p{N}_]+/gu) ?? folded.match(/\S+/gu) ?? [])]
      }

      // Each place where a term begins a word, or is one.
      function* places(text, term) {
        const isWord = isLetter(term[0])
        for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
          if (!isWord || !isLetter(text[at - 1])) yield { at, isWhole: !isWord || !isLetter(text[at + term.length]) }
        }
      }

      // 2 for a whole word, 1 for the beginning of one, 0 for neither.
      const standing = (text, term) => {
        let best = 0
        for (const place of places(text, term)) {
          if (place.isWhole) return 2
          best = 1
        }
        return best
      }

      // The sections of all pages; the first of a page stands for the page.
      const sections = index => index.flatMap(([title, address, parts]) => {
        const foldedTitle = fold(title)
        return parts.map(([heading, id, text], place) => ({
          title, heading, text, isPage: place === 0, address: id ? address + "#" + encodeURIComponent(id) : address,
          foldedTitle, foldedHeading: fold(heading), foldedText: fold(text),
        }))
      })

      // Titles go before headings and these before text, whole words before beginnings; 0 if a term is missing. The title of
      // its page helps a section to have all terms, but a section with nothing of its own is left to the page.
      const score = (section, terms) => {
        let sum = 0
        let isFound = section.isPage
        for (const term of terms) {
          const title = standing(section.foldedTitle, term)
          if (section.isPage && title) {
            sum += 4 + title
            continue
          }
          const heading = standing(section.foldedHeading, term)
          const own = heading ? 2 + heading : standing(section.foldedText, term)
          if (!own && !title) return 0
          if (own) isFound = true
          sum += own
        }
        return isFound ? sum : 0
      }

      const search = (all, terms) => {
        const found = []
        for (const section of all) {
          const value = score(section, terms)
          if (value) found.push({ section, value })
        }
        return found.sort((a, b) => b.value - a.value).map(one => one.section)
      }

      const make = (tag, name, text = "") => {
        const made = document.createElement(tag)
        made.className = name
        made.textContent = text
        return made
      }

      // Where terms stand in a text as it is written: folding changes how long it is.
      const ranges = (text, terms) => {
        let folded = ""
        const origin = []
        let at = 0
        for (const character of text) {
          const part = fold(character)
          for (let count = 0; count < part.length; count++) origin.push(at)
          folded += part
          at += character.length
        }
        origin.push(at)
        const found = terms.flatMap(term => [...places(folded, term)].map(({ at }) => [origin[at], origin[at + term.length]]))
        return found.sort((a, b) => a[0] - b[0] || b[1] - a[1])
      }

      // A line with the terms marked: the whole text, or some of it from a little before the first of them.
      const marked = (name, text, terms, length = Infinity) => {
        const line = make("span", name)
        const found = ranges(text, terms)
        const first = found.length ? found[0][0] : 0
        let start = 0
        if (text.length > length && first > length / 3) start = Math.min(first, text.indexOf(" ", first - length / 3) + 1 || first)
        let end = text.length
        if (end > start + length) end = Math.max(text.lastIndexOf(" ", start + length), found.length ? found[0][1] : 0) || start + length
        let position = start
        if (start > 0) line.append("… ")
        for (const [from, to] of found) {
          if (from < position || to > end) continue
          line.append(text.slice(position, from), make("mark", "", text.slice(from, to)))
          position = to
        }
        line.append(text.slice(position, end))
        if (end < text.length) line.append(" …")
        return line
      }

      const build = () => {
        const top = document.querySelector("header.top")
        if (!top) return
        const box = make("div", "search")
        const field = make("input", "")
        const panel = make("div", "search-panel")
        const status = make("p", "search-status")
        const list = make("div", "search-results")
        let name = "search-results"
        while (document.getElementById(name)) name = "page-" + name
        const attributes = (element, values) => { for (const key in values) element.setAttribute(key, values[key]) }
        attributes(box, { role: "search" })
        attributes(field, {
          type: "search", role: "combobox", placeholder: "Search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
          title: "/ or Ctrl-K", "aria-label": "Search", "aria-keyshortcuts": "/ Control+K", "aria-autocomplete": "list",
          "aria-expanded": "false", "aria-controls": name,
        })
        attributes(status, { role: "status" })
        attributes(list, { id: name, role: "listbox", "aria-label": "Results" })
        panel.hidden = true
        panel.append(status, list)
        box.append(field, panel)
        top.insertBefore(box, top.querySelector(".theme"))

        let all = null
        let current = -1

        const load = () => {
          if (load.isBegun) return
          load.isBegun = true
          const script = document.createElement("script")
          script.src = indexAddress
          script.addEventListener("load", () => {
            all = sections(nablaSearch)
            show()
          })
          script.addEventListener("error", () => {
            script.remove()
            load.isBegun = false
            status.textContent = "The index cannot be loaded."
          })
          document.head.append(script)
        }

        const choose = place => {
          list.children[current]?.setAttribute("aria-selected", "false")
          current = place
          const option = list.children[current]
          if (!option) return field.removeAttribute("aria-activedescendant")
          option.setAttribute("aria-selected", "true")
          field.setAttribute("aria-activedescendant", option.id)
          option.scrollIntoView({ block: "nearest" })
        }

        const close = () => {
          panel.hidden = true
          field.setAttribute("aria-expanded", "false")
          field.removeAttribute("aria-activedescendant")
        }

        const show = () => {
          const wanted = terms(field.value)
          if (!wanted.length || document.activeElement !== field) return close()
          panel.hidden = false
          if (!all) {
            status.textContent = "Loading …"
            return load()
          }
          const found = search(all, wanted)
          list.replaceChildren(...found.slice(0, mostShown).map((section, place) => {
            const option = document.createElement("a")
            option.href = new URL(section.address, site)
            attributes(option, { id: `${name}-${place + 1}`, role: "option", tabindex: "-1", "aria-selected": "false" })
            option.append(marked("search-title", section.isPage ? section.title : section.heading, wanted))
            if (!section.isPage) option.append(make("span", "search-page", section.title))
            option.append(marked("search-text", section.text, wanted, 130))
            return option
          }))
          const count = found.length === 1 ? "1 section" : `${found.length} sections`
          status.textContent = !found.length ? "Nothing found"
            : found.length > mostShown ? `${count}, the first ${mostShown} of them shown` : count
          field.setAttribute("aria-expanded", String(found.length > 0))
          current = -1
          panel.scrollTop = 0
          choose(found.length ? 0 : -1)
        }

        field.addEventListener("focus", () => {
          load()
          if (field.value) show()
        })
        field.addEventListener("input", show)
        field.addEventListener("keydown", event => {
          if (event.isComposing) return
          const count = list.children.length
          const isOpen = !panel.hidden && count > 0
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault()
            if (!isOpen) return show()
            choose((current + (event.key === "ArrowDown" ? 1 : count - 1)) % count)
          } else if (event.key === "Enter" && isOpen) {
            event.preventDefault()
            list.children[current]?.click()
          } else if (event.key === "Escape") {
            event.preventDefault()
            if (!panel.hidden) return close()
            field.value = ""
            field.blur()
          }
        })
        // A press on the panel leaves the focus where it is, and what has lost it is closed.
        panel.addEventListener("mousedown", event => event.preventDefault())
        list.addEventListener("click", event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return
          close()
          field.blur()
        })
        box.addEventListener("focusout", event => { if (!box.contains(event.relatedTarget)) close() })
        document.addEventListener("keydown", event => {
          if (event.isComposing || event.defaultPrevented || event.altKey) return
          const hasControl = event.ctrlKey || event.metaKey
          const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]")
          if (hasControl ? event.key.toLowerCase() !== "k" || event.shiftKey : event.key !== "/" || isTyping) return
          event.preventDefault()
          field.focus()
          field.select()
        })
      }

      document.addEventListener("DOMContentLoaded", build)
    })()
    """#
}
