// The fenced blocks of the README, for tests that run them as they stand.
//   node tests/readme/blocks.mjs HEADING [LANGUAGE]     prints those under a heading
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const readme = fileURLToPath(new URL("../../README.md", import.meta.url));

// Those between a heading, without its `#`, and the next one of its level or above:
// [{language, text, line}], the line being that of the fence.
export function blocks(heading) {
  const found = [];
  let level = 0; // of the heading, while its section lasts
  let block = null;
  let known = false;
  readFileSync(readme, "utf8").split("\n").forEach((text, index) => {
    const fence = text.match(/^```(\w*)$/);
    const title = text.match(/^(#+) (.*)$/);
    if (block) {
      if (fence && !fence[1]) {
        if (level) found.push({ ...block, text: block.lines.join("\n") + "\n" });
        block = null;
      } else {
        block.lines.push(text);
      }
    } else if (fence) {
      block = { language: fence[1], line: index + 1, lines: [] };
    } else if (title) {
      if (title[1].length <= level) level = 0;
      if (title[2] === heading) level = title[1].length;
      known ||= title[2] === heading;
    }
  });
  if (!known) throw new Error(`the README has no heading "${heading}"`);
  return found.map(({ language, line, text }) => ({ language, line, text }));
}

// Hands out the blocks of a section from first to last, so that none is left untested.
export class Section {
  constructor(heading) {
    this.heading = heading;
    this.rest = blocks(heading);
  }

  // The text of the next block, which must be in this language.
  next(language) {
    const block = this.rest.shift();
    if (block?.language !== language) {
      const found = block ? `"${block.language}" in line ${block.line}` : "no more";
      throw new Error(`README, "${this.heading}": a block "${language}" is expected, there is ${found}`);
    }
    return block.text;
  }

  end() {
    if (this.rest.length > 0) {
      throw new Error(`README, "${this.heading}": nothing tests the block in line ${this.rest[0].line}`);
    }
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [heading, language] = argv.slice(2);
  const wanted = blocks(heading).filter((block) => language === undefined || block.language === language);
  process.stdout.write(wanted.map(({ text }) => text).join("\n"));
}
