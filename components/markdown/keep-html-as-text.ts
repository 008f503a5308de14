interface Node {
  type: string
  value?: string
  children?: Node[]
}

const isComment = (value: string) => /^\s*<!--[\s\S]*-->\s*$/.test(value)

/** Shows tags as the words they are; comments carry marks for the portal and stay unseen. */
export function keepHtmlAsText() {
  return (tree: Node) => visit(tree)
}

function visit(node: Node): void {
  for (const child of node.children ?? []) {
    if (child.type === 'html' && !isComment(child.value ?? '')) child.type = 'text'
    visit(child)
  }
}
