// Figures of one plot, and what holds for every document.

import Foundation
import FoundationXML

@testable import Graphics

func figure(_ series: [any Series], _ change: (inout SubplotOptions) -> Void = { _ in }) -> Figure {
  var figure = Figure([Subplot(series)])
  change(&figure.options)
  return figure
}

func figure(_ series: any Series..., change: (inout SubplotOptions) -> Void = { _ in }) -> Figure {
  figure(series, change)
}

func isWellFormed(_ svg: String) -> Bool { XMLParser(data: Data(svg.utf8)).parse() }
