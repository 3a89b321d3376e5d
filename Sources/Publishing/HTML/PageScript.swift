// What a page does beyond being read; it is complete without.

enum PageScript {
  /// Gives every block of code a button that copies it.
  static let text = """
    for(const pre of document.querySelectorAll("pre.code")){const button=document.createElement("button");
    button.className="copy";button.type="button";button.textContent="Copy";
    button.addEventListener("click",async()=>{try{await navigator.clipboard.writeText(pre.querySelector("code").textContent);
    button.textContent="Copied"}catch{button.textContent="Not allowed"}setTimeout(()=>button.textContent="Copy",1500)});
    const box=document.createElement("div");box.className="code-box";pre.replaceWith(box);box.append(pre,button)}
    """
}
