// The look of a site's search.

extension StyleSheet {
  static let search = """
    .search{position:relative;margin-left:auto}.search+.theme{margin-left:0}
    .search input{font:inherit;display:block;width:15rem;padding:.2rem .6rem;color:var(--ink);\
    background:var(--code);border:1px solid var(--rule);border-radius:3px}
    .search input::placeholder{color:var(--muted);opacity:1}.search input:hover{border-color:var(--muted)}
    .search-panel{position:absolute;top:calc(100% + .35rem);right:0;z-index:3;width:min(34rem,calc(100vw - 2.5rem));\
    max-height:min(36rem,calc(100vh - 5rem));overflow-y:auto;overscroll-behavior:contain;background:var(--page);\
    border:1px solid var(--muted);border-radius:3px;line-height:1.45;scrollbar-width:thin}
    .search-status{margin:0;padding:.4rem .8rem;color:var(--muted);font-size:.8rem}
    .search-results a{display:block;padding:.45rem .8rem;color:var(--muted);text-decoration:none;\
    border-top:1px solid var(--rule);scroll-margin:.5rem}
    .search-results a:hover,.search-results a[aria-selected=true]{background:var(--code)}
    .search-results a[aria-selected=true]{box-shadow:inset 2px 0 var(--accent)}
    .search-title{color:var(--ink);font-weight:600;margin-right:.6em}.search-title mark{text-decoration:underline}
    .search-text{display:block;font-size:.8rem;overflow-wrap:anywhere}.search-text:empty{display:none}
    .search mark{color:var(--ink);background:inherit;font-weight:650}
    @media(max-width:640px){.search{order:1;flex:1 0 100%;margin:0 0 .3rem}.search input{width:100%}.search+.theme{margin-left:auto}\
    .search-panel{left:0;width:auto}}
    """
}
