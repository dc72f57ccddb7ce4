// What ajv says about YAML files that are read as YAML 1.2: node verdicts.mjs SCHEMA FILE...
// Prints a JSON object: by file, "valid", "invalid" or "unreadable".

import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { parseDocument } from "yaml";

const [schema, ...files] = process.argv.slice(2);
// Keys that are for editors are no keys of JSON Schema, so the strict mode is off.
const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(schema, "utf8")));

const verdict = (file) => {
  const document = parseDocument(readFileSync(file, "utf8"));
  if (document.errors.length > 0) return "unreadable";
  return validate(document.toJS()) ? "valid" : "invalid";
};

console.log(JSON.stringify(Object.fromEntries(files.map((file) => [file, verdict(file)]))));
