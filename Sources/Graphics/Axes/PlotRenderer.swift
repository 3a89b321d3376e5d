/// Draws one plot in its place: grid, series, axes, titles, legend and colour bar, in this order.
struct PlotRenderer {
  let plot: ResolvedPlot
  let decorations: PlotDecorations
  let frame: Rect

  func nodes() -> [SceneNode] {
    var nodes = plotArea()
    nodes += titles()
    if let colorBar = decorations.colorBar {
      let axis = decorations.rightAxisWidth(plot)
      nodes += colorBar.nodes(beside: Rect(x: frame.minX, y: frame.minY, width: frame.width + axis, height: frame.height))
    }
    if let legend = decorations.legend {
      nodes += legend.nodes(frame: frame, margins: decorations.margins)
    }
    return nodes
  }

  /// The series between what the axes have behind and in front of them.
  private func plotArea() -> [SceneNode] {
    if let space = plot.space {
      let space = SpaceRenderer(plot: plot, axis: space, frame: frame)
      return space.walls() + space.draw().nodes + space.axisNodes()
    }
    let canvas = plot.draw(in: frame)
    if !plot.isCartesian {
      let axes = PolarAxesMark(plot: plot, frame: frame)
      return axes.grid() + canvas.nodes + axes.axes()
    }
    let axes = AxesMark(plot: plot, decorations: decorations, canvas: canvas)
    return axes.grid() + axes.linesBehind() + canvas.nodes + axes.axes()
  }

  private func titles() -> [SceneNode] {
    let theme = plot.theme
    var nodes: [SceneNode] = []
    if !plot.options.title.isEmpty {
      let lines = LabelLayout.lines(plot.options.title, bold: true)
      let style = TextStyle(size: theme.titleSize, paint: theme.paint(.role(.ink)), bold: true)
      let room = !decorations.hasFactor ? 0.4 * theme.fontSize : theme.fontSize + 8
      var baseline = frame.minY - 10 - room - 1.2 * theme.titleSize * Double(lines.count - 1)
      for layout in lines {
        // From the edge of the plot area; one that is too long may begin further to the left.
        let width = layout.width * theme.titleSize
        let left = min(frame.minX, max(theme.padding, frame.maxX + decorations.margins.right - width))
        nodes.append(
          .text(SceneText(layout: layout, position: Point(left, baseline), anchor: .start, style: style)))
        baseline += 1.2 * theme.titleSize
      }
    }
    return nodes
  }
}
