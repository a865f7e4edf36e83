// A QR code drawn here (ISO/IEC 18004, bytes, level M, versions 1 to 9), so that no address leaves this device.

// Per version: all codewords, correction codewords a block, blocks.
const SIZES = [
  [26, 10, 1],
  [44, 16, 1],
  [70, 26, 1],
  [100, 18, 2],
  [134, 24, 2],
  [172, 16, 4],
  [196, 18, 4],
  [242, 22, 4],
  [292, 22, 5],
];
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];
const FINDER = [
  [1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0],
  [0, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1],
];

const times = (a, b) => {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = (product << 1) ^ (product >> 7 ? 0x11d : 0) ^ ((b >> bit) & 1 ? a : 0);
  return product;
};

/** The remainder of a block by the polynomial whose roots are the first powers of 2. */
function correction(block, count) {
  let divisor = [1];
  for (let root = 1, i = 0; i < count; i += 1, root = times(root, 2)) {
    divisor = [...divisor, 0].map((each, at) => each ^ times(divisor[at - 1] ?? 0, root));
  }
  const rest = [...block, ...new Array(count).fill(0)];
  for (let at = 0; at < block.length; at += 1) {
    const factor = rest[at];
    divisor.forEach((each, i) => (rest[at + i] ^= times(each, factor)));
  }
  return rest.slice(block.length);
}

/** The codewords of a text: its bytes, padded, each block with its correction, interleaved. */
function codewords(bytes, [total, each, blocks]) {
  const room = total - each * blocks;
  const bits = [0, 1, 0, 0, ...spread(bytes.length, 8), ...Array.from(bytes).flatMap((byte) => spread(byte, 8))];
  for (let i = 0; i < 4 && bits.length < 8 * room; i += 1) bits.push(0);
  while (bits.length % 8) bits.push(0);
  const data = [];
  for (let at = 0; at < bits.length; at += 8) data.push(parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  const short = Math.floor(room / blocks);
  const longer = room % blocks;
  const parts = [];
  for (let i = 0, at = 0; i < blocks; i += 1) {
    const length = short + (i >= blocks - longer ? 1 : 0);
    parts.push(data.slice(at, at + length));
    at += length;
  }
  return [...woven(parts), ...woven(parts.map((block) => correction(block, each)))];
}

const spread = (number, count) => Array.from({ length: count }, (_, at) => (number >> (count - 1 - at)) & 1);

const woven = (parts) => {
  const longest = Math.max(...parts.map((block) => block.length));
  const columns = Array.from({ length: longest }, (_, at) => parts.map((block) => block[at]));
  return columns.flat().filter((each) => each !== undefined);
};

/** A number with its correction bits by a binary polynomial: of the format, or of the version. */
function corrected(number, polynomial, count) {
  let rest = number;
  for (let i = 0; i < count; i += 1) rest = (rest << 1) ^ ((rest >> (count - 1)) & 1 ? polynomial : 0);
  return (number << count) | (rest & ((1 << count) - 1));
}

/** A square of null, with the patterns that every code of a version has. */
function patterned(version) {
  const size = 17 + 4 * version;
  const square = Array.from({ length: size }, () => new Array(size).fill(null));
  const set = (x, y, dark) => {
    if (Math.min(x, y) >= 0 && Math.max(x, y) < size) square[y][x] = dark ? 1 : 0;
  };
  const ring = (cx, cy, reach, isDark) => {
    for (let y = -reach; y <= reach; y += 1) {
      for (let x = -reach; x <= reach; x += 1) set(cx + x, cy + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
    }
  };
  const both = (x, y, dark) => [set(x, y, dark), set(y, x, dark)];
  for (let i = 0; i < size; i += 1) both(6, i, i % 2 === 0);
  const last = size - 7;
  const centres = version === 1 ? [] : version < 7 ? [6, last] : [6, (6 + last) / 2, last];
  const isCorner = (x, y) => Math.min(x, y) === 6 && [6, last].includes(Math.max(x, y));
  for (const x of centres) for (const y of centres) if (!isCorner(x, y)) ring(x, y, 2, (far) => far !== 1);
  const corners = [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ];
  for (const [x, y] of corners) ring(x, y, 4, (far) => far !== 2 && far !== 4);
  format(set, size, 0);
  if (version >= 7) {
    const bits = corrected(version, 0x1f25, 12);
    for (let i = 0; i < 18; i += 1) both(size - 11 + (i % 3), Math.floor(i / 3), (bits >> i) & 1);
  }
  return { square, set, size };
}

/** Level M and the mask, twice. */
function format(set, size, mask) {
  const bits = corrected(mask, 0x537, 10) ^ 0x5412;
  const bit = (i) => (bits >> i) & 1;
  for (let i = 0; i <= 5; i += 1) set(8, i, bit(i));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let i = 9; i < 15; i += 1) set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i += 1) set(size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i += 1) set(8, size - 15 + i, bit(i));
  set(8, size - 8, 1);
}

function masked(version, words, mask) {
  const { square, set, size } = patterned(version);
  const bits = words.flatMap((word) => spread(word, 8));
  let at = 0;
  for (let right = size - 1, isUp = true; right >= 1; right -= 2, isUp = !isUp) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i += 1) {
      const y = isUp ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (square[y][x] !== null) continue;
        square[y][x] = (bits[at] ?? 0) ^ (MASKS[mask](x, y) === 0 ? 1 : 0);
        at += 1;
      }
    }
  }
  format(set, size, mask);
  return square;
}

/** How hard a square is to read: runs of one colour, blocks, what looks like a corner, too dark or too light. */
function penalty(square) {
  const columns = square.map((_, x) => square.map((row) => row[x]));
  let sum = 0;
  for (const line of [...square, ...columns]) {
    for (const [run] of line.join("").matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    for (let at = 0; at + 11 <= line.length; at += 1) {
      if (FINDER.some((look) => look.every((each, i) => each === line[at + i]))) sum += 40;
    }
  }
  for (let y = 1; y < square.length; y += 1) {
    for (let x = 1; x < square.length; x += 1) {
      const block = [square[y - 1][x - 1], square[y - 1][x], square[y][x - 1], square[y][x]];
      if (block.every((each) => each === block[0])) sum += 3;
    }
  }
  const dark = square.flat().filter(Boolean).length / square.length ** 2;
  return sum + 10 * Math.floor(Math.abs(dark - 0.5) * 20);
}

/** The rows of a code that says the text, 1 dark and 0 light, with the version and mask that it has. */
export function squareOf(text) {
  const bytes = new TextEncoder().encode(text);
  const fits = ([total, each, blocks]) => total - each * blocks >= bytes.length + 2;
  const at = SIZES.findIndex(fits);
  if (at < 0) throw new RangeError("too long for a QR code");
  const words = codewords(bytes, SIZES[at]);
  const squares = MASKS.map((_, mask) => masked(at + 1, words, mask));
  const marks = squares.map(penalty);
  const mask = marks.indexOf(Math.min(...marks));
  return { version: at + 1, mask, rows: squares[mask] };
}

/** The same as a picture, with the light margin that readers need. */
export function drawn(text) {
  const { rows } = squareOf(text);
  const wide = rows.length + 8;
  const dark = rows.flatMap((row, y) => row.flatMap((is, x) => (is ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join("");
  const shapes = { "#ffffff": `M0 0h${wide}v${wide}H0z`, "#000000": dark };
  const paths = Object.entries(shapes).map(([fill, d]) => shape("path", { fill, d }));
  return shape("svg", { viewBox: `0 0 ${wide} ${wide}`, class: "qr", "aria-hidden": "true" }, ...paths);
}

function shape(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
