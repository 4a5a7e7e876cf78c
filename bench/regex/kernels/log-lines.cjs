'use strict';

const LINE = /^(\S+) \S+ \S+ \[([^\]]+)\] "([A-Z]+) ([^ "]+) [^"]*" (\d{3}) (\d+|-)$/;

module.exports = function run(n) {
  let bytes = 0;
  for (let i = 0; i < n; i++) {
    const line = `192.168.0.${i % 256} - frank [10/Oct/2000:13:55:${i % 60} -0700] "GET /pages/${i}.html HTTP/1.0" 200 ${i % 5000}`;
    const match = line.match(LINE);
    if (match) bytes += Number(match[6]) + match[4].length;
  }
  return bytes;
};
