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
    if let axis = plot.space {
      let space = SpaceRenderer(plot: plot, axis: axis, frame: frame)
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
    if !decorations.title.isEmpty {
      let lines = LabelLayout.lines(decorations.title, bold: true)
      let style = TextStyle(size: theme.titleSize, paint: theme.paint(.role(.ink)), bold: true)
      let room = decorations.headroom(theme)
      var baseline = frame.minY - 10 - room - 1.2 * theme.titleSize * Double(lines.count - 1)
      // From the edge of the plot area; one that is too long may begin further to the left.
      let width = (lines.map(\.width).max() ?? 0) * theme.titleSize
      let left = min(frame.minX, max(frame.minX - decorations.margins.left, frame.maxX + decorations.margins.right - width))
      for layout in lines {
        nodes.append(
          .text(SceneText(layout: layout, position: Point(left, baseline), anchor: .start, style: style)))
        baseline += 1.2 * theme.titleSize
      }
    }
    return nodes
  }
}
