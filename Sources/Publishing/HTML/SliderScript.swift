// What makes sliders of a page move.

enum SliderScript {
  /// Runs at the end of a page with sliders. Each part that depends on some of them knows which of its states goes with each choice.
  static let text = """
    (() => {
      const sliders = [], parts = []
      for (const part of document.querySelectorAll(".states")) {
        const states = [[...part.childNodes].filter(node => node.localName !== "template")]
        for (const template of part.querySelectorAll(":scope > template")) {
          for (const named of template.content.querySelectorAll("[data-id]")) named.id = named.dataset.id
          states.push([...template.content.childNodes])
          template.remove()
        }
        const numbers = name => part.dataset[name].split(" ").map(Number)
        parts.push({ part, states, sliders: numbers("sliders"), table: numbers("states"), shown: 0 })
      }
      const show = changed => {
        for (const item of parts) {
          if (!item.sliders.includes(changed)) continue
          const place = item.sliders.reduce((place, slider) => place * sliders[slider].count + sliders[slider].place, 0)
          const wanted = item.table[place]
          if (wanted === item.shown) continue
          item.part.replaceChildren(...item.states[wanted])
          item.shown = wanted
        }
      }
      for (const box of document.querySelectorAll("[data-slider]")) {
        const number = Number(box.dataset.slider)
        const values = box.dataset.values.split("\\n")
        const slider = sliders[number] = { place: Number(box.dataset.initial), count: values.length }
        const label = document.createElement("label")
        const input = document.createElement("input")
        const output = box.querySelector("output")
        Object.assign(input, { type: "range", min: 0, max: values.length - 1, step: 1, value: slider.place })
        const say = () => {
          output.textContent = values[slider.place]
          input.setAttribute("aria-valuetext", values[slider.place])
        }
        input.addEventListener("input", () => {
          slider.place = Number(input.value)
          say()
          show(number)
        })
        say()
        label.append(box.querySelector("span"), input)
        box.prepend(label)
      }
    })()
    """
}
