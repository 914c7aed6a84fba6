"""Text in drawn boxes, flow charts and SmartArt of Word files is kept where it stands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from knowledge.importers.files import read_drafts
from knowledge.importers.rows import Draft

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006"
_D = "http://schemas.openxmlformats.org/drawingml/2006"
NAMES = (
    f'xmlns:w="{_W}/main" xmlns:wp="{_D}/wordprocessingDrawing" xmlns:a="{_D}/main"'
    f' xmlns:dgm="{_D}/diagram" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
STEPS = (("申请人提交材料", 10), ("办结发证", 900), ("窗口受理", 300), ("现场审查", 600))
IN_ORDER = "申请人提交材料\n窗口受理\n现场审查\n办结发证"


def box(text: str, down: int, fallback: bool) -> str:
    inner = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    drawn = (
        "<w:drawing><wp:anchor><wp:positionV relativeFrom='paragraph'>"
        f"<wp:posOffset>{down}</wp:posOffset></wp:positionV><a:graphic><a:graphicData uri='u'>"
        f"<wps:wsp><wps:spPr/><wps:txbx>{inner}</wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    if not fallback:
        return f"<w:r>{drawn}</w:r>"
    old = f"<w:pict><v:oval><v:textbox>{inner}</v:textbox></v:oval></w:pict>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{drawn}</mc:Choice>"
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def document(above: list[str], drawn: str) -> bytes:
    made = docx.Document()
    made.add_heading("渔船检验办事指南", 0)
    for line in ("一、受理条件", "云溪市渔船。", *above):
        last = made.add_paragraph(line)
    last._p.addnext(parse_xml(f"<w:p {NAMES}>{drawn}</w:p>"))
    made.add_paragraph("三、收费标准")
    made.add_paragraph("不收费")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def elements(path: Path, data: bytes) -> dict[str, str]:
    path.write_bytes(data)
    (draft,) = read_drafts([path])
    assert isinstance(draft, Draft)
    return draft.guide.elements


@pytest.mark.parametrize("fallback", [True, False])
@pytest.mark.parametrize("above", [["二、办理流程图"], ["二、办理流程"], []])
def test_a_flow_chart_of_boxes_is_the_procedure(
    tmp_path: Path, above: list[str], fallback: bool
) -> None:
    drawn = "".join(box(text, down, fallback) for text, down in STEPS)
    found = elements(tmp_path / "a.docx", document(above, drawn))
    assert found == {"受理条件": "云溪市渔船。", "办理流程": IN_ORDER, "收费标准": "不收费"}


def test_a_box_that_is_no_chart_stays_in_its_section(tmp_path: Path) -> None:
    found = elements(tmp_path / "a.docx", document([], box("远洋渔船除外。", 1, True)))
    assert found["受理条件"] == "云溪市渔船。\n远洋渔船除外。"


def test_smart_art_is_read_in_its_order(tmp_path: Path) -> None:
    drawn = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri='u'>"
        "<dgm:relIds r:dm='rId90'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    source = zipfile.ZipFile(io.BytesIO(document(["二、办理流程"], drawn)))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("document.xml.rels"):
                more = b'<Relationship Id="rId90" Type="t" Target="diagrams/data1.xml"/>'
                part = part.replace(b"</Relationships>", more + b"</Relationships>")
            target.writestr(name, part)
        points = "".join(
            f'<dgm:pt modelId="{n}" type="{kind}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p>'
            "</dgm:t></dgm:pt>"
            for n, kind, text in ((0, "doc", ""), (3, "node", "办结"), (1, "node", "网上申请"))
        )
        lines = "".join(
            f'<dgm:cxn modelId="c{n}" srcId="0" destId="{n}" srcOrd="{n}"/>' for n in (3, 1)
        )
        target.writestr(
            "word/diagrams/data1.xml",
            f"<dgm:dataModel {NAMES}><dgm:ptLst>{points}</dgm:ptLst>"
            f"<dgm:cxnLst>{lines}</dgm:cxnLst></dgm:dataModel>",
        )
    assert elements(tmp_path / "a.docx", data.getvalue())["办理流程"] == "网上申请\n办结"
