"""How a page looks: on a desk, on a telephone, on paper."""

STYLE = """
:root { color-scheme: light; --ink: #1f2328; --quiet: #5f6b76; --line: #d8dee4; --red: #b3261e; --yellow: #8a6100;
  --green: #1a7f37; --grey: #6e7781; }
* { box-sizing: border-box; }
body { font: 16px/1.65 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  color: var(--ink); background: #fff; margin: 0 auto; padding: 24px; max-width: 1240px; overflow-wrap: anywhere; }
h1 { font-size: 1.55em; line-height: 1.35; margin: 0 0 .3em; }
h2 { font-size: 1.12em; margin: 1.8em 0 .7em; padding-left: .6em; border-left: 4px solid var(--red); }
h3 { font-size: 1em; margin: 1.2em 0 .4em; }
p { margin: .5em 0; white-space: pre-line; }
p.quiet { color: var(--quiet); font-size: .88em; }
.red { color: var(--red); } .yellow { color: var(--yellow); }
.green { color: var(--green); } .grey { color: var(--quiet); }
.line { display: flex; flex-wrap: wrap; gap: 0 1.2em; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 1em 0; }
.tile { border: 1px solid var(--line); border-radius: 8px; padding: .5em .9em .6em; }
.tile b { display: block; font-size: 1.5em; line-height: 1.4; }
.tile span { color: var(--quiet); font-size: .86em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9em; margin: .4em 0 1em; }
th, td { padding: .5em .6em; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line);
  overflow-wrap: break-word; min-width: 3.2em; }
thead th { border-top: 1px solid var(--line); border-bottom: 2px solid #b8c1ca; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
th.number { text-align: right; }
td.word { white-space: nowrap; }
tr.muted td { color: #7a848d; }
.wide table { font-size: .8em; } .wide th, .wide td { padding: .45em; }
.lamp { white-space: nowrap; }
td .lamp { border: 1px solid; border-radius: 1em; padding: .05em .6em; }
.bar { position: relative; display: block; min-width: 90px; height: 11px; background: #eef1f4; margin-top: .4em;
  border-radius: 2px; }
.bar i, .col i { position: absolute; left: 0; bottom: 0; background: var(--grey); border-radius: 2px; }
.bar i { top: 0; } .col i { right: 0; }
i.red { background: var(--red); } i.yellow { background: #d4a017; } i.green { background: var(--green); }
i.grey { background: #8c959f; } i.plain { background: #2f6fb0; }
.bar b { position: absolute; top: -3px; bottom: -3px; width: 2px; background: var(--ink); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 0 36px; }
.charts figure:first-child { grid-row: span 2; }
figure { margin: 0; break-inside: avoid; } figure h2 { margin-bottom: .5em; }
.key { color: var(--quiet); font-size: .86em; margin: .5em 0; display: flex; flex-wrap: wrap; gap: 0 1.2em; }
.bars { display: grid; grid-template-columns: 1fr auto; gap: 0 12px; font-size: .86em; }
.bars div { padding: .1em 0 .35em; } .bars .bar { height: 9px; margin: .1em 0 0; overflow: visible; }
.bars .value { align-self: end; text-align: right; font-variant-numeric: tabular-nums; }
.cols { display: flex; align-items: flex-end; gap: 2%; border-bottom: 1px solid #8a949e;
  margin-top: 1.4em; }
.cols .col { flex: 1; position: relative; height: 200px; }
.cols .col span { position: absolute; left: -50%; right: -50%; text-align: center; font-size: .78em;
  margin-bottom: 1px; text-shadow: 0 0 3px #fff, 0 0 3px #fff, 0 0 3px #fff; }
.cols .col b { position: absolute; left: -10%; right: -10%; border-top: 2px dashed var(--red); }
.names { display: flex; gap: 2%; font-size: .78em; text-align: center; line-height: 1.3; padding-top: .3em; }
.names > span { flex: 1; }
svg { width: 100%; height: auto; display: block; } svg text { font-size: 14px; fill: #5f6b76; }
table.form th { width: 24%; background: #f6f8fa; border: 1px solid var(--line); vertical-align: middle;
  text-align: center; font-weight: normal; }
table.form td { border: 1px solid var(--line); white-space: pre-line; }
@media (max-width: 640px) {
  body { padding: 14px; }
  .tiles { grid-template-columns: 1fr 1fr; }
  .wide table { font-size: .9em; }
  .names > span > span { display: block; }
  table.cards thead { position: absolute; left: -9999px; }
  table.cards, .cards tbody, .cards tr, .cards td { display: block; }
  .cards tr { border: 1px solid var(--line); border-radius: 8px; padding: .5em .8em; margin-bottom: .7em; }
  .cards td, .cards td.number, .wide .cards td { display: flex; justify-content: space-between; gap: 1em;
    text-align: right; border: 0; padding: .16em 0; white-space: normal; }
  .cards td::before { content: attr(data-label); color: var(--quiet); text-align: left; flex: none; max-width: 45%; }
  .cards td.none { display: none; }
  .cards td.first { font-weight: bold; text-align: left; } .cards td.first::before { display: none; }
  .cards .bar { flex: 1; }
}
@media print {
  @page { size: A4; margin: 13mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; max-width: none; padding: 0; }
  h1 { font-size: 16pt; } h2, h3 { break-after: avoid; } h2 { margin-top: 1.1em; }
  .charts { grid-template-columns: 1fr 1fr; gap: 0 20px; } .tiles { grid-template-columns: repeat(5, 1fr); gap: 6px; }
  .tile b { font-size: 1.2em; } .wide { overflow: visible; }
  table { font-size: 8pt; line-height: 1.4; } .wide table { font-size: 6.6pt; }
  .bars { font-size: 7.5pt; line-height: 1.25; } .bars div { padding: 0 0 .15em; } .bars .bar { height: 6px; }
  th, td { padding: .2em .35em; min-width: 2.7em; } thead { display: table-header-group; } tr { break-inside: avoid; }
  .wide th, .wide td { padding: .3em .2em; min-width: 0; } td .lamp { padding: 0 .3em; } .bar { min-width: 44px; }
  .cols .col { height: 130px; }
}
"""
