#!/bin/sh
# Makes NotoSansSC-Subset.otf: ASCII, Latin-1, common punctuation, full-width forms and the characters of GB 2312.
# Needs Debian's fonts-noto-cjk and python3-fonttools.
set -eu
cd "$(dirname "$0")"
characters=$(mktemp)
trap 'rm -f "$characters"' EXIT

/usr/bin/python3 - > "$characters" <<'PYTHON'
ranges = [(0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2027), (0x2030, 0x2030), (0x3000, 0x3011), (0x3014, 0x301F), (0xFF01, 0xFF5E), (0xFFE5, 0xFFE5)]
characters = {code for first, last in ranges for code in range(first, last + 1)}
for high in range(0xB0, 0xF8):
    for low in range(0xA1, 0xFF):
        try:
            characters.add(ord(bytes([high, low]).decode("gb2312")))
        except UnicodeDecodeError:
            pass
print("\n".join(f"{code:04X}" for code in sorted(characters)))
PYTHON

# Number 2 of the collection is the simplified Chinese face.
/usr/bin/python3 -m fontTools.subset /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc --font-number=2 \
  --unicodes-file="$characters" --layout-features='' --no-hinting --desubroutinize --name-IDs='0,1,2,3,4,5,6,13,14' \
  --drop-tables+=vhea,vmtx,VORG,BASE,GPOS,GSUB --output-file=NotoSansSC-Subset.otf
