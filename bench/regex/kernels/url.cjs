'use strict';

// RFC 3986, appendix B
const URL_PARTS = /^(([^:/?#]+):)?(\/\/([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?/;

module.exports = function run(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const match = URL_PARTS.exec(
      `https://user@example.org:8080/path/to/page-${i}.html?query=${i}&sort=asc#section-2`,
    );
    const query = match[7].split('&');
    sum += match[4].length + match[5].length + query.length;
    if (/%[0-9a-f]{2}/i.test(match[5])) sum++;
  }
  return sum;
};
