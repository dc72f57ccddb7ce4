// Starts `callwright lsp` once a flow is opened, and says what to do where it cannot be started.
//
// The server knows which documents are flows and answers for no others; here only enough is looked at to start nothing
// in folders without flows.

const fs = require("fs");
const path = require("path");
const { spawn } = require("child_process");
const vscode = require("vscode");
const { CloseAction, ErrorAction, LanguageClient, State } = require("vscode-languageclient/node");

const SAYS_IT_IS = /^(?:flow|states|tests)[ \t]*:|^#[^\n]*(?:flow|test)\.schema\.json/m;
const INSTALL = 'pip install "callwright[lsp]"';
const NOT_FOUND = `callwright is not installed where Visual Studio Code can find it. Install it with: ${INSTALL}`;
const CANNOT_START = 2; // the exit code of a command that lacks a part

const MOST_RESTARTS = 3;

let client;
let starting;
let lastWords = "";
let restarts = 0;

// What goes wrong in the client is for the output channel; an author is told once, in words, by `complain`.
class Client extends LanguageClient {
  error(message, data) {
    super.error(message, data, false);
  }
}

function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("callwright.restart", restart),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidSaveTextDocument(startFor),
    // A flow that is begun in an empty file. Where starting failed, the next open or save tries again, not each key.
    vscode.workspace.onDidChangeTextDocument((event) => client || startFor(event.document)),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration("callwright") && client && restart()),
  );
  return Promise.all(vscode.workspace.textDocuments.map(startFor));
}

async function deactivate() {
  if (client && client.needsStop()) await client.stop().catch(() => {});
}

async function restart() {
  await deactivate();
  restarts = 0;
  starting = start();
  await starting;
}

function startFor(document) {
  if (document.languageId === "yaml" && document.uri.scheme === "file" && SAYS_IT_IS.test(document.getText())) {
    starting = starting || start();
    return starting;
  }
}

async function start() {
  const folders = (vscode.workspace.workspaceFolders || []).map((folder) => folder.uri.fsPath);
  const settings = vscode.workspace.getConfiguration("callwright");
  const command = commandIn(folders, settings.get("command", ""));
  client = new Client("callwright", "callwright", () => server(command, folders[0]), {
    documentSelector: [{ scheme: "file", language: "yaml" }],
    initializationOptions: { project: settings.get("project", ""), keys: whoExplainsKeys() },
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // A server that had worked may come back; one that never did would end again.
      closed() {
        const again = client.state === State.Running && ++restarts <= MOST_RESTARTS;
        return { action: again ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
      },
    },
  });
  try {
    await client.start();
  } catch (error) {
    starting = undefined;
    await complain(lastWords || String(error.message || error));
  }
}

// The process that answers. What it says last, should it end at once, is for the author.
function server(command, folder) {
  lastWords = "";
  return new Promise((resolve, reject) => {
    const child = spawn(command, ["lsp", "--stdio"], { cwd: folder });
    let said = "";
    child.stderr.on("data", (piece) => (said = (said + piece).slice(-2000)));
    child.on("error", (error) => {
      lastWords = error.code === "ENOENT" ? NOT_FOUND : `${command} cannot be started: ${error.message}`;
      reject(new Error(lastWords));
    });
    child.on("exit", (code) => {
      if (code === CANNOT_START) lastWords = said.trim();
      else if (!lastWords) lastWords = `${command} lsp ended at once (${code}). ${said.trim()}`.trim();
    });
    child.on("spawn", () => resolve(child));
  });
}

// The path in the settings; else of the project's own virtual environment; else whatever the terminal would find.
function commandIn(folders, configured) {
  const windows = process.platform === "win32";
  if (configured) return folders[0] && /[\\/]/.test(configured) ? path.resolve(folders[0], configured) : configured;
  for (const folder of folders) {
    for (const environment of [".venv", "venv"]) {
      const inside = path.join(folder, environment, windows ? "Scripts/callwright.exe" : "bin/callwright");
      if (fs.existsSync(inside)) return inside;
    }
  }
  return "callwright";
}

// The YAML extension explains the keys where it has the schema of flows; nothing is shown twice.
function whoExplainsKeys() {
  if (!vscode.extensions.getExtension("redhat.vscode-yaml")) return "always";
  const schemas = vscode.workspace.getConfiguration("yaml").get("schemas", {});
  return JSON.stringify(schemas).includes("flow.schema.json") ? "never" : "unlessModeline";
}

async function complain(reason) {
  const copy = "Copy the command";
  const settings = "Open the settings";
  const choices = reason.includes(INSTALL) ? [copy, settings] : [settings];
  const chosen = await vscode.window.showErrorMessage(reason, ...choices);
  if (chosen === copy) await vscode.env.clipboard.writeText(INSTALL);
  if (chosen === settings) await vscode.commands.executeCommand("workbench.action.openSettings", "callwright");
}

module.exports = { activate, deactivate, running: () => Boolean(client && client.state === State.Running) };
