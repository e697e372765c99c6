<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ArrangeSheet</name>
        <message numerus="yes">
            <source>%n tune(s). Words between two tunes go with the one before, those at the start stay.</source>
            <translation>
                <numerusform>%n tune. Words between two tunes go with the one before, those at the start stay.</numerusform>
                <numerusform>%n tunes. Words between two tunes go with the one before, those at the start stay.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Arranging</name>
        <message numerus="yes">
            <source>%n tune(s) in order; undo brings the old order back</source>
            <translation>
                <numerusform>%n tune in order; undo brings the old order back</numerusform>
                <numerusform>%n tunes in order; undo brings the old order back</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DiffView</name>
        <message numerus="yes">
            <source>… %n line(s) left out</source>
            <translation>
                <numerusform>… %n line left out</numerusform>
                <numerusform>… %n lines left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… and %n line(s) more</source>
            <translation>
                <numerusform>… and %n line more</numerusform>
                <numerusform>… and %n lines more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Finding</name>
        <message numerus="yes">
            <source>%n place(s) replaced</source>
            <translation>
                <numerusform>%n place replaced</numerusform>
                <numerusform>%n places replaced</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HitModel</name>
        <message numerus="yes">
            <source>%n tune(s)</source>
            <translation>
                <numerusform>%n tune</numerusform>
                <numerusform>%n tunes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Indexing</name>
        <message numerus="yes">
            <source>%n tune(s)</source>
            <translation>
                <numerusform>%n tune</numerusform>
                <numerusform>%n tunes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Recovering</name>
        <message numerus="yes">
            <source>%n text(s) recovered: save to keep them</source>
            <translation>
                <numerusform>%n text recovered: save to keep them</numerusform>
                <numerusform>%n texts recovered: save to keep them</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n text(s) discarded</source>
            <translation>
                <numerusform>%n text discarded</numerusform>
                <numerusform>%n texts discarded</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Searching</name>
        <message numerus="yes">
            <source>{count} of %n tune(s)</source>
            <translation>
                <numerusform>{count} of %n tune</numerusform>
                <numerusform>{count} of %n tunes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be read</source>
            <translation>
                <numerusform>%n file could not be read</numerusform>
                <numerusform>%n files could not be read</numerusform>
            </translation>
        </message>
    </context>
</TS>
