'use strict';

function inline(text) {
  return text
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>')
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>');
}

module.exports = function run(n) {
  let length = 0;
  for (let i = 0; i < n; i++) {
    const line =
      i % 5 === 0
        ? `## Heading ${i} ##`
        : `Some **bold** text with \`code\` and [a link](https://example.org/${i}), and more.`;
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    length += heading ? heading[1].length + heading[2].length : inline(line).length;
  }
  return length;
};
