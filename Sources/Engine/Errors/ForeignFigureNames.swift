// Names that Matplotlib and seaborn have for what is called otherwise here.

extension ForeignNames {
  static let figureHints: [String: String] = [
    // Matplotlib
    "hist": "write `histogram(x)`", "hist2d": "write `histogram2d(x, y)`", "imshow": "write `image(A)` or `heatmap(A)`",
    "matshow": "write `heatmap(A, yflip = true)`", "pcolor": "write `heatmap(x, y, z)`",
    "pcolormesh": "write `heatmap(x, y, z)`", "tricontour": "write `contour(x, y, f)`", "clabel": "write `contour(x, y, z, clabels = true)`",
    "errorbar": "write `scatter(x, y, yerror = e)`", "fill_between": "write `fillbetween(f, g, a, b)`, or `plot(x, y, fillrange = z)`",
    "stackplot": "write `areaplot(x, Y)`", "step": "write `plot(x, y, seriestype = :steppost)`", "stem": "write `sticks(x, y)`",
    "semilogy": "write `plot(x, y, yscale = :log10)`", "semilogx": "write `plot(x, y, xscale = :log10)`",
    "loglog": "write `plot(x, y, xscale = :log10, yscale = :log10)`", "axhline": "write `hline!([y])`", "axvline": "write `vline!([x])`",
    "axline": "write `abline!(slope, intercept)`", "axhspan": "write `hspan!([a, b])`", "axvspan": "write `vspan!([a, b])`",
    "annotate": "write `annotate!((x, y, \"text\"))`", "subplots": "write `plot(p, q, layout = (1, 2))`",
    "suptitle": "write `plot_title = \"…\"`", "title": "write `title!(\"…\")`, or `title = \"…\"` in the call of plot",
    "xlabel": "write `xlabel!(\"…\")`, or `xlabel = \"…\"` in the call of plot",
    "ylabel": "write `ylabel!(\"…\")`, or `ylabel = \"…\"` in the call of plot", "xlim": "write `xlims!(a, b)`",
    "ylim": "write `ylims!(a, b)`", "xticks": "write `xticks!([1, 2])`", "yticks": "write `yticks!([1, 2])`",
    "xscale": "write `xscale = :log10` in the call of plot", "yscale": "write `yscale = :log10` in the call of plot",
    "colorbar": "write `colorbar = true` in the call of heatmap", "tight_layout": "figures fit their labels by themselves",
    "plot_surface": "write `surface(x, y, f)`", "plot_wireframe": "write `wireframe(x, y, f)`", "polar": "write `polarplot(f, a, b)`",
    "FuncAnimation": "write `@animate for k in 1:n … end`",
    // seaborn
    "scatterplot": "write `scatter(x, y, group = g)`", "lineplot": "write `plot(x, y, group = g)`", "relplot": "write `facet(x, y, g)`",
    "histplot": "write `histogram(x)`", "kdeplot": "write `density(x)`", "displot": "write `facet(x, g, kind = :histogram)`",
    "rugplot": "write `scatter(x, fill(0, length(x)), marker = :vline)`", "barplot": "write `bar(names, y)`",
    "countplot": "write `bar(names, counts)`", "stripplot": "write `dotplot(g, y, mode = :uniform)`", "swarmplot": "write `dotplot(g, y)`",
    "violinplot": "write `violin(g, y)`", "catplot": "write `boxplot(g, y)`", "lmplot": "write `regplot(x, y, group = g)`",
    "residplot": "write `residualplot(x, y)`", "jointplot": "write `marginalhist(x, y)` or `marginalkde(x, y)`",
    "PairGrid": "write `pairplot(M)`", "FacetGrid": "write `facet(x, y, g)`", "clustermap": "write `heatmap(A)`",
    "set_theme": "pages give figures their look", "set_style": "pages give figures their look",
  ]
}
