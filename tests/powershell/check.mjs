// check.mjs SCRIPT...: fails if a PowerShell script has a syntax error, and says where. First it
// makes sure that it can fail.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';

await Parser.init();
const grammar = fileURLToPath(import.meta.resolve('tree-sitter-powershell/tree-sitter-powershell.wasm'));
const parser = new Parser();
parser.setLanguage(await Language.load(grammar));

// "line:column what", one for each place that the grammar does not take.
function faults(text) {
  const found = [];
  const visit = (node) => {
    const { row, column } = node.startPosition;
    const place = `${row + 1}:${column + 1}`;
    if (node.isMissing) found.push(`${place} '${node.type}' is missing`);
    if (node.isError) found.push(`${place} unexpected: ${node.text.split('\n')[0]}`);
    if (node.hasError) node.children.forEach(visit);
  };
  const tree = parser.parse(text);
  visit(tree.rootNode);
  tree.delete();
  return found;
}

const broken = [
  'function Get-One { "1"',
  'if ($true { "yes" }',
  "$text = 'never ends",
  '$list = @(1, 2',
  'foreach ($one in 1, 2) "$one"',
  "'{0}' -f ",
];
const accepted = broken.filter((text) => faults(text).length === 0);
if (accepted.length > 0) {
  console.error(`The grammar takes what it must not:\n${accepted.join('\n')}`);
  process.exit(2);
}

let failed = false;
for (const path of process.argv.slice(2)) {
  for (const fault of faults(await readFile(path, 'utf8'))) {
    console.error(`${path}:${fault}`);
    failed = true;
  }
}
process.exit(failed ? 1 : 0);
