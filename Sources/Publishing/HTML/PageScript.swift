// What a page does beyond being read; it is complete without.

public enum PageScript {
  /// Makes a button.
  private static let button = """
      const button = (name, text, press) => {
        const made = document.createElement("button")
        made.type = "button"
        made.className = name
        made.textContent = text
        made.addEventListener("click", () => press(made))
        return made
      }
    """

  /// Gives each listing a button that copies it. What `all` finds decides which.
  private static let copyButtons = """
      const copyButtons = () => {
        for (const code of all("pre.code")) {
          const say = (made, text, label) => { made.textContent = text; made.setAttribute("aria-label", label) }
          const made = button("copy", "", async () => {
            try {
              await navigator.clipboard.writeText(code.querySelector("code").textContent)
              say(made, "Copied", "Copied")
            } catch { say(made, "Not allowed", "Not allowed to copy") }
            setTimeout(() => say(made, "Copy", "Copy code"), 1500)
          })
          say(made, "Copy", "Copy code")
          const box = document.createElement("div")
          box.className = "code-box"
          code.replaceWith(box)
          box.append(code, made)
        }
      }
    """

  /// Takes what does not scroll out of the way by keyboard.
  private static let stops = """
      // Only what scrolls is a stop on the way through a page by keyboard.
      const stops = () => {
        const measure = box => { box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1 }
        const watch = new ResizeObserver(entries => { for (const entry of entries) measure(entry.target) })
        for (const box of all("[tabindex='0']")) {
          measure(box)
          watch.observe(box)
        }
      }
    """

  /// Marks the section that is being read in the contents.
  private static let currentSection = """
      // A list that is higher than the window shows the entry in question.
      const reveal = (list, entry) => {
        const top = entry.getBoundingClientRect().top - list.getBoundingClientRect().top
        if (top < 0 || top > list.clientHeight - 40) list.scrollTop += top - list.clientHeight / 2
      }

      const currentSection = () => {
        const list = document.querySelector("nav.contents")
        if (!list) return
        const entries = [...list.querySelectorAll("a")].map(link => ({
          link, heading: document.getElementById(link.getAttribute("href").slice(1)),
        })).filter(entry => entry.heading)
        let current = null
        const mark = () => {
          let found = null
          for (const { link, heading } of entries) if (heading.getBoundingClientRect().top < 120) found = link
          const isAtEnd = innerHeight + scrollY >= root.scrollHeight - 2 && scrollY > 0
          if (isAtEnd && entries.length) found = entries[entries.length - 1].link
          if (found === current) return
          current?.removeAttribute("aria-current")
          current = found
          if (!current) return
          current.setAttribute("aria-current", "location")
          reveal(list, current)
        }
        let isWaiting = false
        addEventListener("scroll", () => {
          if (isWaiting) return
          isWaiting = true
          requestAnimationFrame(() => { isWaiting = false; mark() })
        }, { passive: true })
        mark()
      }
    """

  /// Functions that do their work again where a part of the page was put in place of another. They look for it by `all`.
  public static let repeatable = [button, copyButtons, stops, currentSection].joined(separator: "\n")

  /// Runs in the head of a page: the chosen theme is there before anything is drawn, and the rest waits for the document.
  /// All that it adds for pressing it makes itself, so that nothing on a page without script is dead.
  static let text = """
    (() => {
      const root = document.documentElement
      const all = selector => document.querySelectorAll(selector)
    \(button)
      root.dataset.script = ""

      // Light or dark: as the system has it, until the reader chooses the other. A page that may not remember (in a
      // private window, from a file in some browsers) starts as the system has it.
      const system = matchMedia("(prefers-color-scheme: dark)")
      const key = "nabla-theme"
      const remembered = () => { try { return localStorage.getItem(key) } catch { return null } }
      const remember = name => {
        try { if (name) localStorage.setItem(key, name); else localStorage.removeItem(key) } catch {}
      }
      const apply = name => {
        if (name === "light" || name === "dark") root.dataset.theme = name
        else delete root.dataset.theme
      }
      const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : system.matches
      apply(remembered())

      const themeSwitch = () => {
        const made = button("theme", "Dark theme", () => {
          const wanted = isDark() ? "light" : "dark"
          const name = (wanted === "dark") === system.matches ? null : wanted
          remember(name)
          apply(name)
          show()
        })
        const show = () => made.setAttribute("aria-pressed", isDark())
        const top = document.querySelector("header.top")
        if (top) top.append(made); else document.querySelector(".skip").after(made)
        system.addEventListener("change", show)
        addEventListener("storage", event => {
          if (event.key === key || event.key === null) { apply(remembered()); show() }
        })
        show()
      }

    \(copyButtons)

    \(stops)

    \(currentSection)

      const navigation = () => {
        const narrow = matchMedia("(max-width: 1099px)")
        const fold = () => { for (const part of all("nav > details")) part.open = !narrow.matches }
        narrow.addEventListener("change", fold)
        fold()
        const pages = document.querySelector("nav.site")
        if (!pages) return
        const current = pages.querySelector("[aria-current]")
        if (current) reveal(pages, current)
      }

      // Paper does not unfold.
      const unfoldOnPaper = () => {
        let opened = []
        addEventListener("beforeprint", () => {
          opened = [...all("main details:not([open])")]
          for (const part of opened) part.open = true
        })
        addEventListener("afterprint", () => { for (const part of opened) part.open = false })
      }

      document.addEventListener("DOMContentLoaded", () => {
        themeSwitch()
        unfoldOnPaper()
        navigation()
        copyButtons()
        currentSection()
        stops()
      })
    })()
    """
}
