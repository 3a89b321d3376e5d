// Colour names, contrast, and colour maps.

import Testing

@testable import Graphics

@Suite struct ColorTests {
  @Test func namesAndHexadecimal() {
    #expect(Color("steelblue") == .rgb(RGB(70, 130, 180)))
    #expect(Color("Red") == .rgb(RGB(255, 0, 0)))
    #expect(Color("#abc") == .rgb(RGB(0xAA, 0xBB, 0xCC)))
    #expect(Color("#aabbcc") == .rgb(RGB(0xAA, 0xBB, 0xCC)))
    #expect(Color("gray50") == .rgb(RGB(127, 127, 127)))
    #expect(Color("ink") == .role(.ink))
    #expect(Color("no such colour") == nil)
    #expect(Color("#12") == nil)
    #expect(Color("#ggg") == nil)
  }

  @Test func listsOfColoursAreThoseOfLightPages() {
    #expect(Color("black")?.onLightPages == Theme.colors(of: .ink).light)
    #expect(Color("white")?.onLightPages == RGB(255, 255, 255))
    #expect(Color.palette(2).onLightPages == Palette.okabeIto.colors[1])
    #expect(Color.palette(.min).onLightPages.alpha == 1)
  }

  @Test func textCanBeRead() {
    for role in [Color.Role.ink, .muted] {
      let text = Theme.colors(of: role)
      let page = Theme.colors(of: .background)
      #expect(text.light.contrast(with: page.light) >= 4.5)
      #expect(text.dark.contrast(with: page.dark) >= 4.5)
    }
  }

  @Test func firstFourSeriesColoursStandOut() {
    let page = Theme.colors(of: .background)
    for color in Palette.okabeIto.colors.prefix(4) {
      #expect(color.contrast(with: page.light) >= 3)
      #expect(color.contrast(with: page.dark) >= 3)
    }
  }

  @Test func mapsRunBetweenTheirEnds() {
    for name in ColorMap.names {
      let map = ColorMap(named: name)
      let reversed = ColorMap(named: name + "_r")
      #expect(map?.color(at: 0) == reversed?.color(at: 1))
    }
    #expect(ColorMap.viridis.color(at: 0) == RGB(hex: 0x440154))
    #expect(ColorMap.viridis.color(at: 1) == RGB(hex: 0xFDE725))
    #expect(ColorMap.viridis.color(at: .nan) == RGB(hex: 0x440154))
    #expect(ColorMap(named: "nothing") == nil)
  }

  @Test func paletteIndicesWrapAround() {
    let theme = Theme.nabla
    #expect(theme.paint(.palette(1)) == theme.paint(.palette(8)))
    #expect(theme.paint(.palette(0)) == theme.paint(.palette(7)))
  }
}
