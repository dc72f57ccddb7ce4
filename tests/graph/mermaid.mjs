// Reads flowcharts with Mermaid's own parser: {name: text} comes in, {name: what it reads} goes out.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const part = (path) => import(pathToFileURL(`${folder}/${path}`));
const { default: purify } = await part("../dompurify/dist/purify.es.mjs");
// Without a page there is nothing to clean; the parser itself needs none.
purify.addHook = () => {};
purify.sanitize = (words) => words;
const { default: mermaid } = await part("dist/mermaid.core.mjs");
mermaid.initialize({ startOnLoad: false });
const read = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const boxes = [...db.getVertices().values()].map((box) => [box.id, box.text]);
    read[name] = { boxes, lines: db.getEdges().map((line) => [line.start, line.end, line.text]) };
  } catch (error) {
    read[name] = { error: String(error.message) };
  }
}
process.stdout.write(JSON.stringify(read));
