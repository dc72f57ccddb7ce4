// Runs the bundled extension in node, with a stand-in for the module that Visual Studio Code gives it: enough of it to
// open one document and take what the extension publishes. Whatever else is asked for is an empty class.
//
// node vscode_stand_in.js BUNDLE FOLDER FILE COMMAND [typed]   prints lines of JSON: findings, or what was complained of.
//
// With "typed" the document is empty at first, and what is in the file is typed into it afterwards.

const fs = require("fs");
const Module = require("module");
const path = require("path");
const { pathToFileURL, fileURLToPath } = require("url");

const [bundle, folder, file, command = "", typed = ""] = process.argv.slice(2);

function said(answer) {
  process.stdout.write(JSON.stringify(answer) + "\n");
}

class Disposable {
  constructor(work = () => {}) {
    this.dispose = work;
  }
  static from(...some) {
    return new Disposable(() => some.forEach((one) => one.dispose()));
  }
}

class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self) => {
      const bound = self ? listener.bind(self) : listener;
      this.listeners.add(bound);
      return new Disposable(() => this.listeners.delete(bound));
    };
  }
  fire(what) {
    this.listeners.forEach((listener) => listener(what));
  }
  dispose() {}
}

class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.slice(0, text.indexOf(":"));
    this.fsPath = this.path = this.scheme === "file" ? fileURLToPath(text) : text;
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(name) {
    return new Uri(pathToFileURL(name).href);
  }
  toString() {
    return this.text;
  }
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...ends) {
    const [start, end] = ends.length === 4 ? [new Position(ends[0], ends[1]), new Position(ends[2], ends[3])] : ends;
    Object.assign(this, { start, end });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}
CodeActionKind.Empty = new CodeActionKind("");
for (const [name, value] of Object.entries({ QuickFix: "quickfix", Source: "source", SourceFixAll: "source.fixAll" })) {
  CodeActionKind[name] = new CodeActionKind(value);
}

const never = () => new Disposable();
const whole = fs.readFileSync(file, "utf8");
let text = typed ? "" : whole;
const edits = new EventEmitter();
const document = {
  uri: Uri.file(file),
  fileName: file,
  languageId: "yaml",
  version: 1,
  lineCount: whole.split("\n").length,
  getText: () => text,
};

// What is not named below: events never come, registering gives nothing, values are empty classes.
function rest(named) {
  return new Proxy(named, {
    get(target, name) {
      if (name in target || typeof name === "symbol" || name === "then") return target[name];
      if (/^(on[A-Z]|register|create)/.test(name)) return never;
      return (target[name] = class {});
    },
  });
}

const settings = { "callwright.command": command };
const vscode = rest({
  version: "1.91.0",
  Disposable,
  EventEmitter,
  Uri,
  Position,
  Range,
  Diagnostic,
  CodeActionKind,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  CancellationTokenSource: class {
    constructor() {
      this.token = { isCancellationRequested: false, onCancellationRequested: never };
    }
    cancel() {}
    dispose() {}
  },
  commands: rest({ registerCommand: never, executeCommand: async () => {} }),
  env: rest({ language: "en", appName: "stand-in", clipboard: { writeText: async () => {} } }),
  extensions: rest({ getExtension: () => undefined }),
  languages: rest({
    match: (selector, one) => ([selector].flat().some((part) => part.language === one.languageId) ? 10 : 0),
    createDiagnosticCollection: () => ({
      set(uri, found) {
        said({ file: path.basename(uri.fsPath), codes: found.map((one) => (one.code && one.code.value) || one.code) });
      },
      delete() {},
      clear() {},
      dispose() {},
    }),
  }),
  window: rest({
    createOutputChannel: () => rest({ append() {}, appendLine() {}, show() {}, dispose() {}, trace() {}, debug() {}, info() {}, warn() {}, error() {} }),
    showErrorMessage: async (words) => said({ complaint: words }),
    activeTextEditor: undefined,
    visibleTextEditors: [],
    tabGroups: { all: [], onDidChangeTabs: never, onDidChangeTabGroups: never },
  }),
  workspace: rest({
    name: "stand-in",
    textDocuments: [document],
    notebookDocuments: [],
    onDidChangeTextDocument: edits.event,
    workspaceFolders: [{ uri: Uri.file(folder), name: path.basename(folder), index: 0 }],
    getWorkspaceFolder: () => vscode.workspace.workspaceFolders[0],
    getConfiguration: (section) => ({ get: (key, otherwise) => settings[`${section}.${key}`] || otherwise }),
  }),
});

const load = Module._load;
Module._load = (name, ...more) => (name === "vscode" ? vscode : load(name, ...more));

const extension = require(path.resolve(bundle));
extension.activate({ subscriptions: [] }).then(() => {
  said({ running: extension.running() });
  if (!typed) return;
  text = whole;
  edits.fire({ document, contentChanges: [] });
});
process.stdin.on("end", () => Promise.resolve(extension.deactivate()).then(() => process.exit(0)));
process.stdin.resume();
