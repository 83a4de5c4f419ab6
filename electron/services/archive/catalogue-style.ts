/** The look of the catalogue: paper, ink and one vermilion; on screen with a list of its parts, on paper plain. */
export const catalogueStyle = `
:root{--paper:#fbf9f4;--card:#fffdf8;--ink:#1e1c19;--ink2:#696256;--line:#dfd9cb;--blue:#0e5156;--seal:#b02a18;--green:#2f6b3c;--amber:#8a5a00}
@page{size:A4;margin:18mm 16mm}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
body{font:15px/1.7 "Noto Serif CJK SC","Source Han Serif SC","Songti SC",SimSun,serif;color:var(--ink);background:var(--paper);margin:0;line-break:strict;font-variant-numeric:tabular-nums}
.page{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:0 3rem;max-width:1240px;margin:0 auto;padding:2.6rem 2rem 5rem}
nav{position:sticky;top:2.6rem;align-self:start;font-size:.9rem;border-right:1px solid var(--line);padding:.2rem 0 1rem}
nav a{display:flex;justify-content:space-between;gap:.5rem;padding:.22rem 1.1rem .22rem 0;color:var(--ink2);text-decoration:none}
nav a:hover,nav a:focus{color:var(--blue)}nav a span{font-size:.8rem}
.kind{color:var(--seal);font-size:.95rem;letter-spacing:.12em;margin:0 0 .4rem}
h1{font-size:1.85rem;line-height:1.35;font-weight:600;margin:0;text-wrap:balance}
.number{color:var(--ink2);margin:.35rem 0 1.4rem}
h2{font-size:1.2rem;font-weight:600;margin:3rem 0 .7rem;padding-bottom:.25rem;border-bottom:1.5px solid var(--ink);scroll-margin-top:1rem}
h3{font-size:1rem;font-weight:600;margin:1.5rem 0 .3rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.4rem;margin:0 0 1.6rem}dt{color:var(--ink2)}dd{margin:0}
.plain{border-left:3px solid var(--seal);padding:.1rem 0 .1rem 1rem;margin:1.6rem 0;max-width:46rem}
#check{background:var(--card);border:1px solid var(--line);border-radius:3px;padding:1.3rem 1.6rem 1.2rem;margin:0 0 1.6rem;scroll-margin-top:1rem}
#check h2{border:0;margin:0 0 .2rem;padding:0}
#check p{margin:.2rem 0 .8rem;max-width:46rem}
.choose{display:inline-block;background:var(--blue);color:#fff;padding:.45rem 1.1rem;border-radius:2px;cursor:pointer}
.choose:hover{background:#0a3f43}
#check-folder{position:absolute;width:1px;height:1px;opacity:0}
#check-folder:focus-visible+.choose{outline:2px solid var(--ink);outline-offset:2px}
#check-stop{font:inherit;background:none;border:1px solid var(--line);color:var(--ink);padding:.4rem 1rem;border-radius:2px;margin-left:.6rem;cursor:pointer}
progress{display:block;width:100%;height:4px;margin:.9rem 0 .3rem;border:0;background:var(--line);accent-color:var(--blue)}
progress::-webkit-progress-bar{background:var(--line)}progress::-webkit-progress-value{background:var(--blue)}progress::-moz-progress-bar{background:var(--blue)}
#check:not([data-state=busy]) progress,#check:not([data-state=busy]) #check-stop,#check:not([data-state]) .ways{display:none}
#check-status{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;margin:.7rem 0 0!important;max-width:none!important}
#check-status:empty,#check-what:empty{display:none}
#check[data-state=valid] #check-status,#check[data-state=invalid] #check-status{font-size:1.15rem;white-space:normal}
#check[data-state=valid] #check-status{color:var(--green)}#check[data-state=valid] #check-status::before{content:"✓ "}
#check[data-state=invalid] #check-status{color:var(--seal)}#check[data-state=invalid] #check-status::before{content:"✕ "}
#check-what{color:var(--ink2);margin:0 0 .4rem!important}
#check-list{list-style:none;margin:0;padding:0;font-size:.93rem}
#check-list li{display:grid;grid-template-columns:5.5rem 1fr auto;gap:0 1rem;border-top:1px solid var(--line);padding:.35rem 0}
#check-list b{color:var(--seal);font-weight:600}#check-list bdi{overflow-wrap:anywhere}#check-list span{color:var(--ink2)}
table{border-collapse:collapse;width:100%;font-size:.93rem}th,td{border-bottom:1px solid var(--line);padding:.38rem .9rem .38rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{color:var(--ink2);font-weight:400;white-space:nowrap}thead{display:table-header-group}tr{break-inside:avoid}
.fields td:first-child{width:12rem}.fields td:last-child{width:13rem}
.files td:first-child,.files td:nth-child(n+3){white-space:nowrap}.files td:nth-child(n+4){text-align:right}
.hash{font:11px/1.5 ui-monospace,Consolas,monospace;color:var(--ink2);word-break:break-all}
tr:has([data-fault]){background:#fbeae4}[data-fault]::after{content:" ✕ 不符";color:var(--seal)}html[lang=en] [data-fault]::after{content:" ✕ differs"}
.clause{color:var(--ink2);font-size:.86rem}.none{color:var(--ink2)}a{color:var(--blue);text-underline-offset:.2em;text-decoration-thickness:1px}
details{font-size:.88rem}summary{cursor:pointer;color:var(--blue)}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:12px/1.5 ui-monospace,Consolas,monospace;margin:.3rem 0;max-height:22rem;overflow:auto}
.parts{columns:2;column-gap:3rem;padding-left:1.2rem;margin:.4rem 0}.parts li{break-inside:avoid;margin:.15rem 0}
.mark{position:fixed;inset:0;display:grid;place-items:center;margin:0;font-size:4rem;font-weight:700;color:var(--ink2);opacity:.16;transform:rotate(-45deg);pointer-events:none}
@media(max-width:900px){.page{display:block;padding:1.5rem 1rem}nav{position:static;border:0;columns:2;margin-bottom:1.5rem}.parts{columns:1}}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{body{background:#fff}.page{display:block;max-width:none;padding:0}nav,#check{display:none}details:not([open])>*{display:block}pre{max-height:none}a{color:inherit;text-decoration:none}h2{margin-top:1.6rem}}
`;
