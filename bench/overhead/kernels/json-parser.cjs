'use strict';

class Parser {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  value() {
    this.space();
    const c = this.text[this.at];
    if (c === '{') return this.object();
    if (c === '[') return this.array();
    if (c === '"') return this.string();
    if (c === 't') return this.word('true', true);
    if (c === 'f') return this.word('false', false);
    if (c === 'n') return this.word('null', null);
    return this.number();
  }

  space() {
    while (this.text[this.at] === ' ') this.at++;
  }

  word(word, value) {
    if (!this.text.startsWith(word, this.at)) throw new SyntaxError(`at ${this.at}`);
    this.at += word.length;
    return value;
  }

  number() {
    const start = this.at;
    for (;;) {
      const c = this.text[this.at];
      if (c === '-' || c === '.' || (c >= '0' && c <= '9')) this.at++;
      else break;
    }
    return Number(this.text.slice(start, this.at));
  }

  string() {
    const start = ++this.at;
    while (this.text[this.at] !== '"') this.at++;
    return this.text.slice(start, this.at++);
  }

  array() {
    const items = [];
    this.at++;
    this.space();
    if (this.text[this.at] === ']') {
      this.at++;
      return items;
    }
    for (;;) {
      items.push(this.value());
      this.space();
      if (this.text[this.at++] === ']') return items;
    }
  }

  object() {
    const result = {};
    this.at++;
    this.space();
    if (this.text[this.at] === '}') {
      this.at++;
      return result;
    }
    for (;;) {
      this.space();
      const key = this.string();
      this.space();
      this.at++;
      result[key] = this.value();
      this.space();
      if (this.text[this.at++] === '}') return result;
    }
  }
}

module.exports = function run(n) {
  const parts = [];
  for (let i = 0; i < n; i++) {
    parts.push(
      `{"id": ${i}, "name": "item ${i}", "tags": ["a", "b", "c"], "ok": true, "x": [1.5, -2, null]}`,
    );
  }
  return new Parser(`[${parts.join(', ')}]`).value().length;
};
