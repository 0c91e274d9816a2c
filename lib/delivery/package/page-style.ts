// A letter on paper: one file, no picture, no font and no script to fetch. Colours of app/tokens.css.
export const pageStyle = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#f7f5f1;color:#1c1a17;font:17px/1.55 'Source Serif 4','Source Serif Pro',Georgia,'Times New Roman',serif}
main{max-width:62rem;margin:0 auto;padding:3.5rem 2rem 6rem;background:#fffefc;border:solid #d9d4c9;border-width:0 1px}
p,ul{max-width:44rem}
.head,.soft,dt,caption,th{color:#5a544b}
.head{margin:0 0 3rem;font-size:15px;white-space:pre-line}
h1{margin:0 0 1rem;font-size:2.1rem;line-height:1.2;font-weight:600}
h2{margin:3.5rem 0 .75rem;padding-top:1rem;border-top:1px solid #1c1a17;font-size:1.35rem;line-height:1.3;font-weight:600}
h3{margin:2rem 0 .5rem;font-size:1.05rem;font-weight:600}
a{color:#1f3f85;text-underline-offset:.15em}
dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.35rem 1.5rem;margin:1rem 0;max-width:52rem}
dd{margin:0;min-width:0}
dl.record{font-size:15px;border-top:1px solid #d9d4c9;padding-top:.75rem}
.scroll{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;font-size:14px;line-height:1.4;font-variant-numeric:tabular-nums}
caption{padding:0 0 .5rem;text-align:left}
th{font-weight:400;text-align:left;vertical-align:bottom;border-bottom:1px solid #1c1a17}
th,td{padding:.3rem 1rem .3rem 0}
td{vertical-align:top;border-bottom:1px solid #e6e1d6;min-width:4rem;max-width:24rem}
bdi{white-space:pre-wrap;overflow-wrap:anywhere}
.c{padding:0 .2em;border:1px solid #d9d4c9;border-radius:3px;font:.75em ui-monospace,monospace;color:#5a544b}
.n{color:#8a8377}
@media (max-width:40rem){main{padding:2rem 1rem;border:0}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}}
@media print{body,main{background:none;border:0;font-size:10.5pt}main{max-width:none;padding:0}h2,h3,dt{break-after:avoid}tr,dl.record{break-inside:avoid}table{font-size:8pt}.scroll{overflow:visible}thead{display:table-header-group}@page{margin:18mm}}
`
